"""Who, where, when: mentions in a report to actors, places and days."""
