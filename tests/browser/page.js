// What is measured inside a page. Each function returns a list of sentences
// about what is wrong; an empty one is good.
(() => {
	'use strict';
	// What is in closed details has a place, and is not seen; so have the
	// titles of columns where each cell shows its own.
	const clipped = (e) => e && getComputedStyle(e).clipPath !== 'none';
	const shown = (e) => e.getClientRects().length > 0 &&
		!clipped(e.closest('thead')) &&
		!(e.closest('details:not([open])') && !e.closest('summary'));
	const words = (e) => e.textContent.trim().slice(0, 40);

	// Does the page, or a chart, reach beyond its box?
	const boxes = () => {
		const bad = [];
		const root = document.documentElement;

		if (root.scrollWidth > root.clientWidth)
			bad.push(`the page is ${root.scrollWidth} wide in ` +
				`${root.clientWidth}`);
		for (const svg of document.querySelectorAll('svg')) {
			if (!shown(svg))
				continue;
			const box = svg.getBoundingClientRect();
			const out = svg.parentElement.getBoundingClientRect();

			if (box.left < out.left - 1 || box.right > out.right + 1)
				bad.push('a chart is wider than its figure');
			for (const e of svg.querySelectorAll('text,rect,line,path')) {
				const r = e.getBoundingClientRect();

				if (r.left < box.left - 1.5 || r.right > box.right + 1.5 ||
				    r.top < box.top - 1.5 || r.bottom > box.bottom + 1.5)
					bad.push(`${e.nodeName} "${words(e)}" of a ` +
						'chart is outside of it');
			}
		}
		return bad;
	};

	const meet = (a, b) => a.left < b.right - 0.5 && b.left < a.right - 0.5 &&
		a.top < b.bottom - 2 && b.top < a.bottom - 2;

	// Does any text lie on another, or the line of a mark on a text?
	const overlaps = () => {
		const bad = [];

		for (const svg of document.querySelectorAll('svg')) {
			if (!shown(svg))
				continue;
			const all = [...svg.querySelectorAll('text')].map((e) =>
				[e, e.getBoundingClientRect()]);

			for (let i = 0; i < all.length; i++)
				for (let k = i + 1; k < all.length; k++)
					if (meet(all[i][1], all[k][1]))
						bad.push(`"${words(all[i][0])}" lies on ` +
							`"${words(all[k][0])}"`);
			for (const mark of svg.querySelectorAll('line.mark')) {
				const r = mark.getBoundingClientRect();

				for (const [e, box] of all)
					if (r.left > box.left && r.left < box.right &&
					    r.top < box.bottom - 2 && r.bottom > box.top + 2)
						bad.push(`a mark crosses "${words(e)}"`);
			}
		}
		const cells = [...document.querySelectorAll('td,th,dt,dd,h1,h2,h3,h4,p,li')]
			.filter(shown);
		const lines = cells.filter((e) => !e.querySelector('td,p,li'))
			.map((e) => {
				const range = document.createRange();

				range.selectNodeContents(e);
				return [e, range.getBoundingClientRect()];
			}).sort((a, b) => a[1].top - b[1].top);
		for (let i = 0; i < lines.length; i++)
			for (let k = i + 1; k < lines.length &&
			    lines[k][1].top < lines[i][1].bottom; k++)
				if (!lines[i][0].contains(lines[k][0]) &&
				    meet(lines[i][1], lines[k][1]))
					bad.push(`"${words(lines[i][0])}" lies on ` +
						`"${words(lines[k][0])}"`);
		return bad;
	};

	const parse = (text) => {
		const n = text.match(/[\d.]+/g).map(Number);

		return { rgb: n.slice(0, 3), a: n.length > 3 ? n[3] : 1 };
	};
	const light = (rgb) => {
		const [r, g, b] = rgb.map((v) => v / 255).map((v) =>
			v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);

		return 0.2126 * r + 0.7152 * g + 0.0722 * b;
	};
	const ratio = (a, b) => {
		const [x, y] = [light(a), light(b)].sort((p, q) => q - p);

		return (x + 0.05) / (y + 0.05);
	};
	const behind = (e) => {
		for (let at = e; at; at = at.parentElement) {
			const c = parse(getComputedStyle(at).backgroundColor);

			if (c.a > 0)
				return c.rgb;
		}
		return [255, 255, 255];
	};
	// What a text of a chart stands on: the last shape under its middle.
	const under = (text) => {
		const box = text.getBoundingClientRect();
		const [x, y] = [(box.left + box.right) / 2, (box.top + box.bottom) / 2];
		let found = behind(text.ownerSVGElement);

		for (const e of text.ownerSVGElement.querySelectorAll('rect,text')) {
			if (e === text)
				break;
			const r = e.getBoundingClientRect();

			if (e.nodeName === 'rect' && x >= r.left && x <= r.right &&
			    y >= r.top && y <= r.bottom)
				found = parse(getComputedStyle(e).fill).rgb;
		}
		return found;
	};

	// WCAG 2.2, 1.4.3: 4.5 between a text and what is behind it.
	const contrast = () => {
		const bad = new Set();
		const walk = document.createTreeWalker(document.body,
			NodeFilter.SHOW_TEXT);

		while (walk.nextNode()) {
			const e = walk.currentNode.parentElement;

			if (!walk.currentNode.data.trim() || !shown(e))
				continue;
			const svg = e.closest('svg');
			const style = getComputedStyle(e);
			const r = svg ? ratio(parse(style.fill).rgb, under(e))
				: ratio(parse(style.color).rgb, behind(e));

			if (r < 4.5)
				bad.add(`${e.nodeName}.${e.getAttribute('class')} ` +
					`"${words(e)}" has a contrast of ${r.toFixed(2)}`);
		}
		return [...bad];
	};

	// Every link leads somewhere, every id is there once.
	const anchors = () => {
		const bad = [];
		const ids = [...document.querySelectorAll('[id]')].map((e) => e.id);

		if (new Set(ids).size !== ids.length)
			bad.push('an id stands twice');
		for (const a of document.querySelectorAll('a')) {
			const to = a.getAttribute('href');

			if (!to || !to.startsWith('#'))
				bad.push(`a link leads out: ${to}`);
			else if (!document.getElementById(to.slice(1)))
				bad.push(`a link leads nowhere: ${to}`);
		}
		return bad;
	};

	// What a reader who does not see the page needs.
	const access = () => {
		const bad = [];
		const need = (what, ok) => ok || bad.push(`no ${what}`);
		let level = 0;

		need('language', document.documentElement.lang);
		need('title', document.title);
		for (const mark of ['main', 'nav[aria-label]', 'header', 'footer'])
			need(mark, document.querySelectorAll(mark).length === 1);
		for (const h of document.querySelectorAll('h1,h2,h3,h4')) {
			const n = Number(h.nodeName[1]);

			need(`level between h${level} and h${n}`, n <= level + 1);
			level = n;
		}
		for (const t of document.querySelectorAll('table')) {
			need('caption of a table', t.caption && t.caption.textContent);
			need('headers of a table', t.querySelector('th[scope=col]'));
		}
		for (const svg of document.querySelectorAll('svg'))
			need('words for a chart', svg.getAttribute('role') === 'img' &&
				(svg.getAttribute('aria-label') || '').length > 20);
		return bad;
	};

	// Nothing of mail became part of the page.
	const inert = () => {
		const bad = [];

		if (document.querySelector('script,iframe,object,embed,img,link,' +
		    'form,input,base,audio,video,image,use,foreignObject,animate,set'))
			bad.push('an element that no report has');
		for (const e of document.querySelectorAll('*'))
			for (const a of e.attributes)
				if (/^on/i.test(a.name) ||
				    ['src', 'style', 'action', 'xlink:href'].includes(a.name))
					bad.push(`an attribute that no report has: ${a.name}`);
		if (window.hit)
			bad.push('a script ran');
		const hidden = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/;

		if (hidden.test(document.body.textContent))
			bad.push('a character that cannot be seen');
		return bad;
	};

	window.report = { boxes, overlaps, contrast, anchors, access, inert };
})();
