"""Tables -> cells: which form a table is, and which figure stands where."""
