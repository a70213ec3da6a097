"""The body map: places shaded on a figure, in cells of a terminal and as a drawing."""
