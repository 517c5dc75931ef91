/* One pass over the code points of a name: scripts within words, what cannot be
 * seen, and where an address stands. */
#include "identity/display.h"

#include <glib.h>

#include "base/utf8.h"

MtScript
mt_display_script(uint32_t code)
{
	if (code < 128)
		return mt_is_alpha((char)code) ? MT_SCRIPT_LATIN
					       : MT_SCRIPT_NONE;
	switch (g_unichar_get_script(code)) {
	case G_UNICODE_SCRIPT_COMMON:
	case G_UNICODE_SCRIPT_INHERITED:
	case G_UNICODE_SCRIPT_UNKNOWN:
		return MT_SCRIPT_NONE;
	case G_UNICODE_SCRIPT_LATIN:
		return MT_SCRIPT_LATIN;
	case G_UNICODE_SCRIPT_GREEK:
		return MT_SCRIPT_GREEK;
	case G_UNICODE_SCRIPT_CYRILLIC:
		return MT_SCRIPT_CYRILLIC;
	case G_UNICODE_SCRIPT_ARMENIAN:
		return MT_SCRIPT_ARMENIAN;
	case G_UNICODE_SCRIPT_CHEROKEE:
		return MT_SCRIPT_CHEROKEE;
	default:
		return MT_SCRIPT_OTHER;
	}
}

const char *
mt_display_script_name(MtScript script)
{
	static const char *const names[] = {
		[MT_SCRIPT_NONE] = "none",
		[MT_SCRIPT_LATIN] = "Latin",
		[MT_SCRIPT_GREEK] = "Greek",
		[MT_SCRIPT_CYRILLIC] = "Cyrillic",
		[MT_SCRIPT_ARMENIAN] = "Armenian",
		[MT_SCRIPT_CHEROKEE] = "Cherokee",
		[MT_SCRIPT_OTHER] = "other",
	};

	return names[script];
}

/* Greek letters of units and formulas, which look like no Latin one. */
static bool
is_symbol(uint32_t code)
{
	static const uint32_t symbols[] = {
		0x0394 /* Delta */,  0x03a3 /* Sigma */, 0x03a9 /* Omega */,
		0x03bb /* lambda */, 0x03bc /* mu */,    0x03c0 /* pi */,
	};

	for (size_t i = 0; i < G_N_ELEMENTS(symbols); i++)
		if (symbols[i] == code)
			return true;
	return false;
}

/* What the pass remembers. */
typedef struct {
	const char *word;   /* where the word began; NULL between words */
	MtScript script;    /* its first script that can be mistaken */
	MtScript second;    /* another one met in it */
	uint32_t before;    /* the code point before this one */
	const char *joiner; /* one whose other side is not known yet */
	uint32_t joiner_code;
} Pass;

static void
end_word(Pass *pass, const char *end, MtDisplay *d)
{
	if (pass->word != NULL && pass->second != MT_SCRIPT_NONE &&
	    d->mixed.p == NULL) {
		d->mixed = mt_slice(pass->word, (size_t)(end - pass->word));
		d->scripts[0] = pass->script;
		d->scripts[1] = pass->second;
	}
	pass->word = NULL;
	pass->script = pass->second = MT_SCRIPT_NONE;
}

static void
look_at_script(Pass *pass, const char *at, uint32_t code, MtDisplay *d)
{
	MtScript script = mt_display_script(code);

	/* Digits and marks do not end a word, but begin none. */
	if (script == MT_SCRIPT_OTHER ||
	    (script == MT_SCRIPT_NONE &&
	     !(code < 128 && mt_is_digit((char)code)) &&
	     !g_unichar_ismark(code) && mt_utf8_kind(code) == MT_UTF8_PLAIN)) {
		end_word(pass, at, d);
		return;
	}
	if (script == MT_SCRIPT_NONE || is_symbol(code))
		return;
	if (pass->word == NULL)
		pass->word = at;
	if (pass->script == MT_SCRIPT_NONE)
		pass->script = script;
	else if (script != pass->script && pass->second == MT_SCRIPT_NONE)
		pass->second = script;
}

enum { ZWNJ = 0x200c, ZWJ = 0x200d, LRM = 0x200e, RLM = 0x200f };

/* Emoji are joined by ZWJ, letters of Arabic and Indic scripts by both. */
static bool
needs_joiner(uint32_t code)
{
	return code >= 0x2190 || mt_display_script(code) == MT_SCRIPT_OTHER;
}

static void
set_invisible(MtDisplay *d, const char *at, size_t n, uint32_t code)
{
	if (d->invisible.p != NULL)
		return;
	d->invisible = mt_slice(at, n);
	d->invisible_code = code;
}

static void
look_at_kind(Pass *pass, const char *at, size_t n, uint32_t code, MtDisplay *d)
{
	MtUtf8Kind kind = mt_utf8_kind(code);

	if (pass->joiner != NULL && !needs_joiner(code))
		set_invisible(d, pass->joiner, 3, pass->joiner_code);
	pass->joiner = NULL;
	if (kind == MT_UTF8_BIDI && d->bidi.p == NULL) {
		d->bidi = mt_slice(at, n);
		d->bidi_code = code;
	}
	if (kind != MT_UTF8_INVISIBLE)
		return;
	if ((code == ZWJ || code == ZWNJ) && needs_joiner(pass->before)) {
		pass->joiner = at;
		pass->joiner_code = code;
		return;
	}
	set_invisible(d, at, n, code);
}

static bool
is_right_to_left(uint32_t code)
{
	switch (g_unichar_get_script(code)) {
	case G_UNICODE_SCRIPT_HEBREW:
	case G_UNICODE_SCRIPT_ARABIC:
	case G_UNICODE_SCRIPT_SYRIAC:
	case G_UNICODE_SCRIPT_THAANA:
	case G_UNICODE_SCRIPT_NKO:
		return true;
	default:
		return false;
	}
}

/* ---- an address in the text ---- */

static bool
is_atom(char c, const char *more)
{
	return mt_is_alpha(c) || mt_is_digit(c) || (unsigned char)c >= 128 ||
	       (c != '\0' && strchr(more, c) != NULL);
}

static MtSlice
find_address(MtSlice text)
{
	size_t end = 0;

	for (size_t at = 0; at < text.n; at++) {
		size_t from = at, dot = 0;

		if (text.p[at] != '@')
			continue;
		while (from > end && is_atom(text.p[from - 1], ".!#$%&'*+-/=_"))
			from--;
		for (end = at + 1; end < text.n && is_atom(text.p[end], ".-");)
			end++;
		/* A full stop that ends the sentence is not of the name. */
		while (text.p[end - 1] == '.')
			end--;
		for (size_t i = at + 2; i < end; i++)
			dot = text.p[i] == '.' ? i : dot;
		if (from < at && dot > 0)
			return mt_slice_sub(text, from, end);
	}
	return mt_slice(NULL, 0);
}

void
mt_display_look(MtSlice text, MtDisplay *display)
{
	Pass pass = {0};
	bool right_to_left = false;

	*display = (MtDisplay){0};
	for (size_t i = 0, n; i < text.n; i += n) {
		uint32_t code = 0;

		n = mt_utf8_read(mt_slice_sub(text, i, text.n), &code);
		if (n == 0) {
			n = 1;
			code = 0xfffd;
		}
		look_at_kind(&pass, text.p + i, n, code, display);
		look_at_script(&pass, text.p + i, code, display);
		right_to_left = right_to_left ||
				(code >= 0x590 && is_right_to_left(code));
		pass.before = code;
	}
	if (pass.joiner != NULL)
		set_invisible(display, pass.joiner, 3, pass.joiner_code);
	if (text.n > 0)
		end_word(&pass, text.p + text.n, display);
	/* Marks between the two directions belong to ordinary Hebrew text. */
	if (right_to_left &&
	    (display->bidi_code == LRM || display->bidi_code == RLM)) {
		display->bidi = (MtSlice){0};
		display->bidi_code = 0;
	}
	display->address = find_address(text);
}
