# An mbox of mail between three hosts in both directions; the clock of
# c.example is 300 seconds fast. Hand-overs take 0 to 3 seconds.
function stamp(t) { return sprintf("Mon, 23 Nov 2026 %02d:%02d:%02d +0000", 8 + int(t / 3600), int(t / 60) % 60, t % 60) }
function hop(from, by, t, with) {
	return sprintf("Received: from %s (%s [192.0.2.1]) by %s (Postfix) with %s id 4F%06X; %s\n", from, from, by, with, t, stamp(t + (by == "c.example" ? 300 : 0)))
}
BEGIN {
	n = split("a.example b.example c.example", host, " ")
	for (i = 0; i < 36; i++) {
		x = host[i % n + 1]; y = host[(i + 1 + int(i / n) % 2) % n + 1]; t = i * 60
		printf "From x@example.org Mon Nov 23 08:00:00 2026\n"
		printf "%s", hop(x, y, t + int(i / 6) % 4, i % 2 ? "ESMTPS" : "ESMTP")
		printf "%s", hop("client.example", x, t, "ESMTPSA")
		printf "From: x@example.org\nSubject: %d\n\nText\n\n", i
	}
}
