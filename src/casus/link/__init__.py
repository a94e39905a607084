"""Claims to incidents: same happening, copies, tolls, disagreements."""
