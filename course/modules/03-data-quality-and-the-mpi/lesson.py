# %% [markdown]
# # Lesson 03: data quality
