"""Programs for those who work on malar; none of them is shipped."""
