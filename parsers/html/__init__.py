"""HTML -> Document: lines and tables as a reader of the page sees them."""
