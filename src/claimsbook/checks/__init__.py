"""What holds: verify, trace, sensitivity, rebuild, audit."""
