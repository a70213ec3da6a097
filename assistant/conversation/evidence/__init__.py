"""The page of reports: what is filtered and sorted, and the page that it makes."""
