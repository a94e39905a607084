"""The casebook on disk: immutable Parquet files a stage, and the way to read them."""
