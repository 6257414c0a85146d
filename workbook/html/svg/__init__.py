"""The page's charts and its map: SVG with its values in words and in a table."""
