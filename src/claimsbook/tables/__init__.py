"""The data package: read, validated, sealed; sources; earlier states."""
