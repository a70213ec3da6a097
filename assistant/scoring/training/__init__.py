"""Practice for raters: cases with a reference, how an attempt differs from it, and how well raters agree."""
