# %% [markdown]
# # Lesson 01: the role and the tools
#
# To be written.
