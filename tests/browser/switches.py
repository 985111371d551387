"""How Chromium is started: it reaches the house alone, and does nothing that nobody looks at."""

from __future__ import annotations

#: No name leads anywhere, and no other address than that of the house. What is asked for is looked
#: at as it goes out: to hold each request until it is allowed would switch off the browser's cache.
ALONE = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"

#: Pages of the bar for addresses, and a process in reserve: with each window half a second's work.
UNSEEN = ("WebUIOmniboxPopup", "WebUIOmniboxAimPopup", "SpareRendererForSitePerProcess")

#: What Playwright switches off: of two lists the browser reads the last.
USUAL = (
    "AvoidUnnecessaryBeforeUnloadCheckSync",
    "DestroyProfileOnBrowserClose",
    "HttpsUpgrades",
    "HttpsFirstBalancedModeAutoEnable",
    "LensOverlay",
    "MediaRouter",
    "PaintHolding",
    "ThirdPartyStoragePartitioning",
    "AvoidCorsURLLoaderRestartOnRedirect",
    "TcpPortRandomizationWin",
    "OptimizationHints",
    "NetworkTimeServiceQuerying",
    "AimEnabled",
    "PreconnectToSearch",
)

SWITCHES = ["--no-sandbox", ALONE, f"--disable-features={','.join(USUAL + UNSEEN)}"]
