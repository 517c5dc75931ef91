/* One table of names; what a value means depends on the side it speaks of. */
#include "mtalog/eximfield.h"

#include <glib.h>

#include "mtalog/reply.h"
#include "mtalog/scan.h"

static void
skip_spaces(MtSlice *rest)
{
	while (rest->n > 0 && rest->p[0] == ' ')
		*rest = mt_slice(rest->p + 1, rest->n - 1);
}

bool
mt_exim_word(MtSlice *rest, MtSlice *word)
{
	skip_spaces(rest);
	*word = mt_scan_until(rest, ' ');
	return word->n > 0;
}

bool
mt_exim_mailbox(MtSlice *rest, MtSlice *word)
{
	MtSlice s, behind;
	size_t i = 1;

	skip_spaces(rest);
	s = *rest;
	if (s.n == 0 || s.p[0] != '"')
		return mt_exim_word(rest, word);
	while (i < s.n && s.p[i] != '"')
		i += s.p[i] == '\\' ? 2 : 1;
	behind = mt_slice_sub(s, i, s.n);
	if (behind.n < 2 || behind.p[1] != '@')
		return mt_exim_word(rest, word);
	*word = mt_scan_until(&behind, ' ');
	*word = mt_slice(s.p, i + word->n);
	*rest = behind;
	return true;
}

bool
mt_exim_duration(MtSlice *rest, int64_t *us)
{
	static const struct {
		char unit;
		int64_t seconds;
	} units[] = {
		{'s', 1}, {'m', 60}, {'h', 3600}, {'d', 86400}, {'w', 604800},
	};
	MtSlice s = *rest;
	int64_t part, sum = 0;

	if (s.n == 0 || !mt_is_digit(s.p[0]))
		return false;
	while (mt_scan_seconds(&s, &part)) {
		size_t i = 0;

		while (i < G_N_ELEMENTS(units) &&
		       (s.n == 0 || s.p[0] != units[i].unit))
			i++;
		if (i < G_N_ELEMENTS(units))
			s = mt_slice(s.p + 1, s.n - 1);
		else
			i = 0;
		if (part > INT64_MAX / 4 / units[i].seconds ||
		    sum > INT64_MAX / 4)
			return false;
		sum += part * units[i].seconds;
	}
	*us = sum;
	*rest = s;
	return true;
}

static void
take_time(MtSlice value, MtEvent *e, int64_t *us, uint32_t bit)
{
	if (mt_exim_duration(&value, us))
		e->has |= bit;
}

/* Of two hosts the last one counts, with or without a port. */
static void
set_port(MtEvent *e, uint32_t bit, int32_t *member, int port)
{
	*member = port;
	e->has = port > 0 ? e->has | bit : e->has & ~bit;
}

/* `[ip]`, `[ip]:port`. */
static void
set_address(MtEximFields *f, MtSlice word)
{
	MtPeer peer;

	if (!mt_scan_peer(&word, &peer))
		return;
	if (f->side == MT_EXIM_CLIENT) {
		f->e->client_ip = peer.address;
		set_port(f->e, MT_HAS_CLIENT_PORT, &f->e->client_port,
			 peer.port);
	} else {
		f->e->relay_ip = peer.address;
		set_port(f->e, MT_HAS_RELAY_PORT, &f->e->relay_port, peer.port);
	}
}

MtSlice
mt_exim_colon(MtEximFields *f, MtSlice word)
{
	if (word.n > 0 && word.p[word.n - 1] == ':') {
		word.n--;
		f->reason = true;
	}
	return word;
}

/* The next word, if it is `(helo)` or `[ip]`. */
static bool
take_host_part(MtEximFields *f, MtSlice *word)
{
	MtSlice next = f->rest;

	if (f->reason || !mt_exim_word(&next, word) ||
	    (word->p[0] != '(' && word->p[0] != '['))
		return false;
	f->rest = next;
	*word = mt_exim_colon(f, *word);
	return word->n > 0;
}

void
mt_exim_host(MtEximFields *f, MtSlice word)
{
	word = mt_exim_colon(f, word);
	if (word.n > 0 && word.p[0] != '(' && word.p[0] != '[') {
		if (f->side == MT_EXIM_CLIENT)
			f->e->client = word;
		else
			f->e->relay = word;
		if (!take_host_part(f, &word))
			return;
	}
	if (word.n > 1 && word.p[0] == '(') {
		/* Without its end it is a remark: `root (via inetd)`. */
		if (f->side == MT_EXIM_CLIENT && word.p[word.n - 1] == ')')
			f->e->helo = mt_slice_sub(word, 1, word.n - 1);
		if (!take_host_part(f, &word))
			return;
	}
	if (word.n > 0 && word.p[0] == '[')
		set_address(f, word);
}

/* A quoted value: the word and what follows, up to the quote not escaped. */
static MtSlice
take_quoted(MtEximFields *f, MtSlice word)
{
	const char *end = f->rest.p + f->rest.n;
	MtSlice all = mt_slice(word.p + 1, (size_t)(end - word.p) - 1);

	for (size_t i = 0; i < all.n; i++) {
		if (all.p[i] == '\\') {
			i++;
		} else if (all.p[i] == '"') {
			f->rest = mt_slice_sub(all, i + 1, all.n);
			return mt_slice_sub(all, 0, i);
		}
	}
	f->rest = mt_slice(end, 0);
	return all;
}

/* X=TLS1.3:CIPHER:256 */
static void
take_tls(MtSlice value, MtEvent *e)
{
	MtSlice rest = value;

	e->tls_version = mt_scan_until(&rest, ':');
	e->tls_cipher = mt_scan_until(&rest, ':');
	if (e->tls_cipher.n == 0)
		e->tls_cipher = (MtSlice){0};
}

static void
take_reply(MtSlice value, MtEvent *e)
{
	e->reply = value;
	e->remote_id = mt_reply_remote_id(value);
	e->dsn = mt_reply_dsn(value);
}

/* A=plain_login:user */
static void
take_auth(MtSlice value, MtEvent *e)
{
	MtSlice method = mt_scan_until(&value, ':');

	if (value.n > 0 && method.n > 0)
		e->auth = mt_scan_until(&value, ':');
}

static void
take_size(MtSlice value, MtEvent *e)
{
	if (mt_scan_number(&value, &e->size))
		e->has |= MT_HAS_SIZE;
}

static void
take_router(MtEximFields *f, MtSlice value)
{
	/* On arrival R= is the message that this one is about. */
	if (f->side == MT_EXIM_CLIENT)
		f->e->related_id = value;
}

static void
take_transport(MtEximFields *f, MtSlice value)
{
	if (f->side == MT_EXIM_RELAY)
		f->e->transport = value;
}

/* local_scan() puts no brackets around the sender. */
void
mt_exim_address(MtSlice value, MtSlice *address)
{
	if (!mt_scan_path(&value, address) &&
	    mt_slice_find_char(value, '@') != MT_SLICE_NOWHERE)
		*address = value;
}

typedef enum {
	HOST,
	ROUTER,
	TRANSPORT,
	SIZE,
	ID,
	TLS,
	REPLY,
	AUTH,
	SENDER,
	QUEUED,
	ATTEMPT,
	RECEIVING,
	NOTHING,
} Meaning;

/* Names have one letter or two, which are looked up as one number. */
#define NAME(a, b) ((unsigned char)(a) << 8 | (unsigned char)(b))

static Meaning
meaning_of(MtSlice name)
{
	if (name.n > 2)
		return NOTHING;
	switch (NAME(name.p[0], name.n > 1 ? name.p[1] : 0)) {
	case NAME('H', 0):
		return HOST;
	case NAME('R', 0):
		return ROUTER;
	case NAME('T', 0):
		return TRANSPORT;
	case NAME('S', 0):
		return SIZE;
	case NAME('i', 'd'):
		return ID;
	case NAME('X', 0):
		return TLS;
	case NAME('C', 0):
		return REPLY;
	case NAME('A', 0):
		return AUTH;
	case NAME('F', 0):
		return SENDER;
	case NAME('Q', 'T'):
		return QUEUED;
	case NAME('D', 'T'):
		return ATTEMPT;
	case NAME('R', 'T'):
		return RECEIVING;
	default:
		return NOTHING;
	}
}

static void
take_value(MtEximFields *f, Meaning meaning, MtSlice value)
{
	MtEvent *e = f->e;

	switch (meaning) {
	case ROUTER:
		take_router(f, value);
		break;
	case TRANSPORT:
		take_transport(f, value);
		break;
	case SIZE:
		if (f->side == MT_EXIM_CLIENT)
			take_size(value, e);
		break;
	case ID:
		e->message_id = value;
		break;
	case TLS:
		take_tls(value, e);
		break;
	case REPLY:
		take_reply(value, e);
		break;
	case AUTH: /* to a server it is who we are */
		if (f->side == MT_EXIM_CLIENT)
			take_auth(value, e);
		break;
	case SENDER:
		mt_exim_address(value, &e->sender);
		break;
	case QUEUED:
		take_time(value, e, &e->delay_us, MT_HAS_DELAY);
		break;
	case ATTEMPT:
		take_time(value, e, &e->attempt_us, MT_HAS_ATTEMPT_TIME);
		break;
	case RECEIVING:
		take_time(value, e, &e->receive_us, MT_HAS_RECEIVE_TIME);
		break;
	default:
		break;
	}
}

/* `NAME=` off the front of a word; of unknown ones, too, if they are short. */
static bool
take_name(MtSlice *word, MtSlice *name)
{
	const size_t longest = 8;
	size_t n = 0;

	while (n < word->n && n <= longest && word->p[n] != '=')
		n++;
	if (n == 0 || n == word->n || n > longest)
		return false;
	*name = mt_slice(word->p, n);
	*word = mt_slice(word->p + n + 1, word->n - n - 1);
	return true;
}

bool
mt_exim_field(MtEximFields *f)
{
	MtSlice next = f->rest, word, name;
	Meaning meaning;

	if (!mt_exim_word(&next, &word) || !take_name(&word, &name))
		return false;
	meaning = meaning_of(name);
	f->rest = next;
	if (meaning == HOST) {
		mt_exim_host(f, word);
	} else if (word.n > 0 && word.p[0] == '"') {
		word = take_quoted(f, word);
		if (f->rest.n > 0 && f->rest.p[0] == ':') {
			f->reason = true;
			f->rest = mt_slice_sub(f->rest, 1, f->rest.n);
		}
		take_value(f, meaning, word);
	} else {
		take_value(f, meaning, mt_exim_colon(f, word));
	}
	return true;
}
