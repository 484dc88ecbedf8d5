# %% [markdown]
# # Lesson 15: the outlook
#
# To come.
