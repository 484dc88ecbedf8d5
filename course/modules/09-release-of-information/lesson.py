# %% [markdown]
# # Lesson 09: release of information
#
# To be written.
