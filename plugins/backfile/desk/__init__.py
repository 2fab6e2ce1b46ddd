"""What an archivist's commands do beside building: add, new, doctor."""
