"""What an archivist's commands do beside building: add, new, doctor and so on."""

# So many articles are looked at in one review, where nobody says how many.
MOST = 20
