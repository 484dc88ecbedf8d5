# %% [markdown]
# # Lesson 04: diagnosis coding
#
# To be written.
