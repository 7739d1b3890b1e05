"""Pages as text: cut apart, compared with one another, told from documents."""
