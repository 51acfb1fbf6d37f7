"""Files and catalogs in, products out."""
