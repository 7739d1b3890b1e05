"""Tables that lost their tags -> cells."""
