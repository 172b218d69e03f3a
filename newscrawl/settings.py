"""Scrapy's settings and our own, each with its why. Figures: measured for Scrapy 2.19, see docs/decisions.md."""

from newscrawl import __version__

BOT_NAME = "newscrawl"
SPIDER_MODULES = ["newscrawl.spiders"]
NEWSPIDER_MODULE = "newscrawl.spiders"
COMMANDS_MODULE = "newscrawl.commands"

# Who we are, honestly; NEWSCRAWL_CONTACT is appended, so that a site owner can write to whoever runs this.
USER_AGENT = f"newscrawl/{__version__} (archive of wire copy)"
ROBOTSTXT_USER_AGENT = "newscrawl"

# Politeness that a site owner would thank us for: two seconds between pages of one host, one page at a time,
# slower still where the host is slow; robots.txt by RFC 9309; Crawl-delay and Retry-After are obeyed (net/).
ROBOTSTXT_OBEY = True
DOWNLOAD_DELAY = 2.0
DOWNLOAD_DELAY_JITTER = 0.5
CONCURRENT_REQUESTS = 32
CONCURRENT_REQUESTS_PER_DOMAIN = 2
AUTOTHROTTLE_ENABLED = True
AUTOTHROTTLE_START_DELAY = 2.0
AUTOTHROTTLE_MAX_DELAY = 60.0
AUTOTHROTTLE_TARGET_CONCURRENCY = 1.0

# 100 tasks for each response cost a third of all CPU; pages give one item.
CONCURRENT_ITEMS = 4

# A silent server must not hold a slot for nine minutes; a bomb must not cost a gigabyte.
DOWNLOAD_TIMEOUT = 30
DOWNLOAD_MAXSIZE = 16 * 1024 * 1024
DOWNLOAD_WARNSIZE = 8 * 1024 * 1024
RETRY_TIMES = 2
# Scrapy stops all downloads while pages of 5 MB wait to be read: one large page would hold up every other mirror.
SCRAPER_SLOT_MAX_ACTIVE_SIZE = 64 * 1024 * 1024
REDIRECT_MAX_TIMES = 5

# Off by default in Scrapy; we check certificates.
DOWNLOAD_VERIFY_CERTIFICATES = True

# Cookies make traps and ask for the Public Suffix List in the reactor thread; articles need none.
COOKIES_ENABLED = False
METAREFRESH_ENABLED = False
REFERER_ENABLED = False

# A proxy from the environment would resolve names for us, and the address guard would see the proxy only.
HTTPPROXY_ENABLED = False

# Two local ports that execute Python. Never.
TELNETCONSOLE_ENABLED = False
REMOTE_CONTROL_ENABLED = False

# http and https only: a page must not be able to name a file, and a mirror that needs a browser gets it here.
DOWNLOAD_HANDLERS = {
    "http": "newscrawl.net.handler.DownloadHandler",
    "https": "newscrawl.net.handler.DownloadHandler",
    "file": None,
    "ftp": None,
    "s3": None,
    "data": None,
}
# Addresses are checked where names are resolved, for every connection.
TWISTED_DNS_RESOLVER = "newscrawl.net.addresses.GuardedResolver"
DNS_TIMEOUT = 15

# The ledger knows what was seen; Scrapy's filter would only hide what the ledger wants fetched again.
DUPEFILTER_CLASS = "scrapy.dupefilters.BaseDupeFilter"
SCHEDULER = "newscrawl.net.scheduler.HostScheduler"

DOWNLOADER_MIDDLEWARES = {
    "scrapy.downloadermiddlewares.offsite.OffsiteMiddleware": None,
    "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,
    "scrapy.downloadermiddlewares.redirect.RedirectMiddleware": None,
    "newscrawl.net.traps.TrapMiddleware": 50,
    "newscrawl.net.robots.RobotsMiddleware": 100,
    "newscrawl.net.politeness.PolitenessMiddleware": 560,
    "newscrawl.net.redirects.RedirectMiddleware": 600,
    # Behind all of Scrapy's that set headers.
    "newscrawl.net.credentials.CredentialsMiddleware": 650,
}
SPIDER_MIDDLEWARES = {
    "scrapy.spidermiddlewares.httperror.HttpErrorMiddleware": None,
    "scrapy.spidermiddlewares.depth.DepthMiddleware": None,
}
ITEM_PIPELINES = {
    "newscrawl.pipelines.parse.ParsePipeline": 100,
    "newscrawl.pipelines.desk.DeskPipeline": 200,
    "newscrawl.pipelines.first_of_story.FirstOfStoryPipeline": 300,
}
EXTENSIONS = {
    "scrapy.extensions.telnet.TelnetConsole": None,
    "scrapy.extensions.remote_control.RemoteControl": None,
    "scrapy.extensions.spiderstate.SpiderState": None,
    "scrapy.extensions.feedexport.FeedExporter": None,
    "newscrawl.extensions.feeds.Feeds": 0,
    "newscrawl.extensions.run.RunExtension": 500,
    "newscrawl.extensions.progress.ProgressExtension": 600,
    "newscrawl.extensions.summary.SummaryExtension": 700,
}

LOG_LEVEL = "INFO"
LOG_VERSIONS: list[str] = []
LOG_FORMATTER = "newscrawl.extensions.log.LineFormatter"
STATS_DUMP = False
FEED_EXPORT_ENCODING = "utf-8"
# The same cells as ``scrapy export``: a headline must not be a formula.
FEED_EXPORTERS = {"csv": "newscrawl.extensions.feeds.CsvFeed"}
# A file of this machine is written beside its place and renamed.
FEED_STORAGES = dict.fromkeys(("", "file"), "newscrawl.extensions.feeds.WholeFile")

# Where everything we keep lies: archive/, ledger.sqlite, published/, reports/, quarantine/.
NEWSCRAWL_DATA_DIR = "data"
# More *.toml mirrors, beside the package's own.
NEWSCRAWL_MIRRORS_DIR = None
# Default: SQLite in the data dir.
NEWSCRAWL_LEDGER = None
# Comma-separated host:port that may be loopback or private. Default none.
NEWSCRAWL_ALLOW_PRIVATE = None
# respect: a body under tdm-reservation=1 is withheld; record: kept, the signal noted.
NEWSCRAWL_RIGHTS = "respect"
# first: one line per story in feed exports; all: every article.
NEWSCRAWL_EXPORT = "first"
# How to reach whoever runs this crawl: an address or a page, shown to every site we visit.
NEWSCRAWL_CONTACT = None
# A source is due when this many seconds have passed since its last walk began: at first. From then on the interval
# halves when a walk brought something new, and grows by half when it did not, between these two bounds.
NEWSCRAWL_SOURCE_INTERVAL = 900
NEWSCRAWL_SOURCE_INTERVAL_MIN = 300
# Below a day, so that a daily run finds every source due.
NEWSCRAWL_SOURCE_INTERVAL_MAX = 43200
# A source that has failed for so many days, and in ten runs at least, is retired: looked at every two weeks; 0: never.
NEWSCRAWL_SOURCE_RETIRE_DAYS = 14
# Ages at which an article is looked at again, for corrections: soon at first, then rarely, then never. "never": not at all.
NEWSCRAWL_REVISIT = "1h, 6h, 1d, 3d, 7d, 30d"
# A walk of one source reads at most so many pages of it.
NEWSCRAWL_MAX_SOURCE_PAGES = 100
# One source may add at most so many pages in a run: more is a trap, or a backfill that says so here.
NEWSCRAWL_MAX_NEW_PAGES = 20000
# After so many requests in a row that brought nothing its mirror had not run before, the rest of a source waits a day.
NEWSCRAWL_MAX_FRUITLESS = 200
# A mirror may lead to so many hosts below its domain in one run: each has a robots.txt of its own to ask for.
NEWSCRAWL_MAX_HOSTS = 50
# So many mirrors are worked on at a time; the next is begun, and leased, when one has nothing left: what is known of a mirror's
# pages takes memory only while it is worked on, and several workers share a long list.
NEWSCRAWL_MIRRORS_AT_ONCE = 100
# Group commit: after so many articles, or so many seconds, archive and ledger are made durable.
NEWSCRAWL_GROUP_SIZE = 64
NEWSCRAWL_GROUP_SECONDS = 1.0
# A worker that has not been heard of for so long has lost its mirrors.
NEWSCRAWL_LEASE_SECONDS = 120
# A longer Retry-After than this is left to the next run.
NEWSCRAWL_RETRY_AFTER_MAX = 3600
# A longer Crawl-delay than this is obeyed as this.
NEWSCRAWL_CRAWL_DELAY_MAX = 60
# A server that sends nothing for so long is given up on; DOWNLOAD_TIMEOUT bounds a page's whole time.
NEWSCRAWL_STALL_SECONDS = 10
# 1: keep the raw response of every archived article as WARC 1.1 under warc/ (needs the extra "warc").
NEWSCRAWL_WARC = 0
# Path of a Chromium; default: found on PATH.
NEWSCRAWL_CHROMIUM = None
# Copies older than this many days found no story any more; default: none is too old.
NEWSCRAWL_STORY_WINDOW_DAYS = None
