"""bytes -> links: section pages, newsfeeds, sitemaps, calendars. Pure; nothing here fetches."""
