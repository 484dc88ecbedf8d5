"""Import this before forking: the tables of the Encoder are then in memory, once for all forks."""

from hitkit.coding.encoder.index import index

index()
