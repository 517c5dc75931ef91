# What looks at reports in a browser, over a page that is right and over one in
# which each thing is wrong that it is there to find.
# shellcheck shell=sh disable=SC2154
chromium=$(command -v chromium || command -v chromium-browser)
axe=$(cd "$tests/.." && sh tests/tools/axe.sh)
[ -z "$axe" ] || axe=$(cd "$tests/.." && pwd)/$axe

cat >good.html <<'END'
<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>Good</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<style>body{background:#fff;color:#111}.skip{position:absolute;left:-999px}
.skip:focus{position:static}svg{width:100%}</style></head>
<body><a class="skip" href="#summary">To the summary</a>
<header><h1>Good</h1></header>
<nav aria-label="Contents"><a href="#summary">Summary</a></nav>
<main><section aria-labelledby="summary"><h2 id="summary">Summary</h2>
<p>Nothing happened.</p>
<table><caption>Hosts</caption><thead><tr><th scope="col">host</th>
<th scope="col">delay</th></tr></thead>
<tbody><tr><td>mx</td><td>1 s</td></tr></tbody></table>
<figure><svg viewBox="0 0 100 40" role="img"
aria-label="Delays of all hosts, the longest first">
<line class="mark" stroke="#111" x1="2" y1="2" x2="2" y2="38"/>
<text x="4" y="12" font-size="6">one</text>
<text x="4" y="30" font-size="6">two</text></svg>
<details><summary>The numbers</summary><p>1 and 2</p></details></figure>
</section></main><footer>The end.</footer></body></html>
END

# NAME OF THE TEST, and how sed makes its fault
faults() {
	cat <<'END'
nothing is asked for|s|<p>Nothing|<p><img alt="" src="file:///nowhere.png">Nothing|
inert|s|<p>Nothing|<p onclick="x()">Nothing|
anchors|s|"#summary">Summary|"#nowhere">Summary|
access|s|<caption>Hosts</caption>||
keyboard|s|class="skip" href="#summary"|class="skip" href="#end" tabindex="-1"|
boxes|s|<p>Nothing|<p style="width:3000px">Nothing|
overlaps|s|y="30"|y="14"|
contrast|s|<p>Nothing|<p style="color:#bbb">Nothing|
axe-core|s| lang="en"||
END
}

mkdir pages && cp good.html pages/good.html
number=0
faults | while IFS='|' read -r _ command rest; do
	number=$((number + 1))
	sed "$command|$rest" good.html >pages/bad$number.html
done

found() { # NUMBER NAME
	grep -q "^ok .* good: $2" tap && ! grep -q "^not ok .* good: $2" tap &&
		grep -q "^not ok .* bad$1: $2" tap
}

if [ -z "$chromium" ]; then
	tap_skip 'faults of pages are found' 'chromium is missing'
else
	# shellcheck disable=SC2086 # none, or a path without blanks
	perl "$tests/browser/check.pl" "$chromium" "$PWD/pages" $axe >tap 2>&1
	number=0
	while IFS='|' read -r name _; do
		number=$((number + 1))
		if [ "$name" = axe-core ] && [ -z "$axe" ]; then
			tap_skip 'a page with a fault: axe-core' 'it is missing'
		else
			passes "a page with a fault: $name" found $number "$name"
		fi
	done <<END
$(faults)
END
fi
