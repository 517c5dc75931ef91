/* One table of character classes serves all shapes. */
#include "mtalog/queueid.h"

#include "base/bytes16.h"

enum { HEX = 1, LONG = 2, BASE60 = 4 };

#define DIGIT (HEX | LONG | BASE60)
#define A_TO_F (HEX | BASE60)
#define VOWEL BASE60
#define LETTER (LONG | BASE60)

/* LONG: digits, consonants in both cases. BASE60: 0-9 A-Z a-x. */
static const unsigned char classes[256] = {
	['0'] = DIGIT,         ['1'] = DIGIT,         ['2'] = DIGIT,
	['3'] = DIGIT,         ['4'] = DIGIT,         ['5'] = DIGIT,
	['6'] = DIGIT,         ['7'] = DIGIT,         ['8'] = DIGIT,
	['9'] = DIGIT,         ['A'] = A_TO_F,        ['B'] = A_TO_F | LONG,
	['C'] = A_TO_F | LONG, ['D'] = A_TO_F | LONG, ['E'] = A_TO_F,
	['F'] = A_TO_F | LONG, ['G'] = LETTER,        ['H'] = LETTER,
	['I'] = VOWEL,         ['J'] = LETTER,        ['K'] = LETTER,
	['L'] = LETTER,        ['M'] = LETTER,        ['N'] = LETTER,
	['O'] = VOWEL,         ['P'] = LETTER,        ['Q'] = LETTER,
	['R'] = LETTER,        ['S'] = LETTER,        ['T'] = LETTER,
	['U'] = VOWEL,         ['V'] = LETTER,        ['W'] = LETTER,
	['X'] = LETTER,        ['Y'] = LETTER,        ['Z'] = LETTER,
	['a'] = VOWEL,         ['b'] = LETTER,        ['c'] = LETTER,
	['d'] = LETTER,        ['e'] = VOWEL,         ['f'] = LETTER,
	['g'] = LETTER,        ['h'] = LETTER,        ['i'] = VOWEL,
	['j'] = LETTER,        ['k'] = LETTER,        ['l'] = LETTER,
	['m'] = LETTER,        ['n'] = LETTER,        ['o'] = VOWEL,
	['p'] = LETTER,        ['q'] = LETTER,        ['r'] = LETTER,
	['s'] = LETTER,        ['t'] = LETTER,        ['u'] = VOWEL,
	['v'] = LETTER,        ['w'] = LETTER,        ['x'] = LETTER,
	['y'] = LONG,          ['z'] = LONG,
};

static bool
all(MtSlice s, unsigned class)
{
	for (size_t i = 0; i < s.n; i++)
		if ((classes[(unsigned char)s.p[i]] & class) == 0)
			return false;
	return s.n > 0;
}

/* The letters and digits that `text` begins with, and whether they are an id. */
static size_t
postfix_shape(MtSlice text, bool *is_id)
{
	const unsigned char *p = (const unsigned char *)text.p,
			    *end = p + (text.n < 25 ? text.n : 25);
	unsigned common = ~0U, class;
	size_t n;

	for (; p < end && (class = classes[*p]) != 0; p++)
		common &= class;
	n = (size_t)(p - (const unsigned char *)text.p);
	*is_id = n >= 6 && n <= 24 &&
		 ((common & HEX) != 0 ||
		  (n >= 12 && (common & LONG) != 0 &&
		   memchr(text.p + 10, 'z', n - 10) != NULL));
	return n;
}

bool
mt_queueid_is_postfix(MtSlice id)
{
	bool is_id;

	return postfix_shape(id, &is_id) == id.n && is_id;
}

static bool
is_before_colon(MtSlice text, size_t n)
{
	return n + 1 < text.n && text.p[n] == ':' && text.p[n + 1] == ' ';
}

static size_t
any_id(MtSlice text)
{
	bool is_id;
	size_t n = postfix_shape(text, &is_id);

	return is_id && is_before_colon(text, n) ? n : 0;
}

/* Most ids are short, and most lines without one have a space where the colon
 * would be: sixteen bytes tell both. */
size_t
mt_queueid_postfix(MtSlice text)
{
	MtBytes16 x, not_hex;
	size_t n;

	if (text.n < 16)
		return any_id(text);
	x = mt_bytes16_load(text.p);
	n = mt_bytes16_first((x == ':') | (x == ' '));
	if (n < 16 && text.p[n] == ' ')
		return 0;
	not_hex = (x < '0') | ((x > '9') & (x < 'A')) | (x > 'F');
	if (n >= 6 && n < 16 && mt_bytes16_first(not_hex) == n)
		return is_before_colon(text, n) ? n : 0;
	return any_id(text);
}

/* Has it '-' in these places, and letters and digits in all others? */
static bool
has_dashes(const char *p, MtBytes16 dashes)
{
	MtBytes16 x = mt_bytes16_load(p), letter = x | 0x20, word;

	word = ((x >= '0') & (x <= '9')) | ((letter >= 'a') & (letter <= 'z'));
	return !mt_bytes16_any(~((word & ~dashes) | ((x == '-') & dashes)));
}

/* 6-6-2 characters, and 6-11-4 from 4.97 on, of which the halves overlap. */
bool
mt_queueid_is_exim(MtSlice id)
{
	const MtBytes16 whole = {0, 0, 0, 0, 0, 0, -1, 0, 0, 0, 0, 0, 0, -1},
			head = {0, 0, 0, 0, 0, 0, -1},
			tail = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1};

	if (id.n == 16)
		return has_dashes(id.p, whole);
	return id.n == 23 && has_dashes(id.p, head) &&
	       has_dashes(id.p + 7, tail);
}

static bool
all_digits(MtSlice s)
{
	for (size_t i = 0; i < s.n; i++)
		if (!mt_is_digit(s.p[i]))
			return false;
	return s.n > 0;
}

bool
mt_queueid_is_sendmail(MtSlice id)
{
	/* The hour, two letters that count, the process: `NAA12345`, `NAB12345`. */
	if (id.n == 8 && id.p[0] >= 'A' && id.p[0] <= 'X' && id.p[1] >= 'A' &&
	    id.p[1] <= 'Z' && id.p[2] >= 'A' && id.p[2] <= 'Z')
		return all_digits(mt_slice_sub(id, 3, id.n));
	if (id.n < 12 || id.n > 18 || !all(mt_slice_sub(id, 0, 8), BASE60))
		return false;
	return all_digits(mt_slice_sub(id, id.n - 5, id.n)) &&
	       all(mt_slice_sub(id, 8, id.n), BASE60);
}
