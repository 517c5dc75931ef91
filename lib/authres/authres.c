/* Results are told by their method, since a `;` between them may be missing. */
#include "authres/authres.h"

#include "authres/pairs.h"
#include "base/limits.h"

/* IANA "Email Authentication Methods", and those that large receivers made. */
static const char *const methods[] = {
	"arc",        "auth",      "bimi",      "compauth",  "dara",
	"dkim",       "dkim-adsp", "dkim-atps", "dmarc",     "dnswl",
	"domainkeys", "iprev",     "rrvs",      "sender-id", "smime",
	"spf",        "vbr",       "x-tls",     "x-ptr",     "x-google-dkim",
};

static bool
is_method(MtSlice key)
{
	MtSlice name, rest = key;

	if (mt_slice_cut(&rest, '/', &name))
		key = name;
	for (size_t i = 0; i < G_N_ELEMENTS(methods); i++)
		if (mt_slice_eq_i(key, mt_slice_str(methods[i])))
			return true;
	return false;
}

/* What is being put together; results and properties lie in the arena. */
typedef struct {
	MtAuthResults *to;
	MtAuthProp *props; /* of all results, one after another */
	size_t n_props, most;
	MtAuthResult *now;
} Reading;

static size_t
count_pairs(MtSlice value)
{
	size_t n = 1;

	for (size_t i = 0; i < value.n && n < MT_MAX_TAGS; i++)
		n += value.p[i] == '=';
	return n;
}

static void
begin_result(Reading *reading, const MtPair *pair)
{
	MtSlice key = pair->key, name;
	MtAuthResult *result;

	if (reading->to->n == reading->most) {
		reading->now = NULL;
		return;
	}
	result = &reading->to->results[reading->to->n++];
	result->method = mt_slice_cut(&key, '/', &name) ? name : pair->key;
	result->result = pair->value;
	result->whole = pair->whole;
	result->props = reading->props + reading->n_props;
	reading->now = result;
}

static void
add_prop(Reading *reading, const MtPair *pair)
{
	MtAuthResult *result = reading->now;
	MtAuthProp *prop;
	MtSlice name = pair->key, type;

	if (result == NULL || reading->n_props == reading->most)
		return;
	result->whole.n =
		(size_t)(pair->whole.p + pair->whole.n - result->whole.p);
	if (mt_slice_eq_i(pair->key, MT_SLICE("reason"))) {
		result->reason = pair->value;
		return;
	}
	prop = &reading->props[reading->n_props++];
	result->n_props++;
	if (mt_slice_cut(&name, '.', &type))
		prop->type = type;
	prop->name = name;
	prop->value = pair->value;
}

static void
read_word(Reading *reading, MtSlice word, bool first)
{
	unsigned long long version;

	if (reading->to->n > 0)
		return;
	if (mt_slice_eq_i(word, MT_SLICE("none")) && !first)
		reading->to->none = true;
	else if (reading->to->authserv_id.p == NULL)
		reading->to->authserv_id = word;
	else if (reading->to->version.p == NULL &&
		 mt_slice_number(word, 1000, &version))
		reading->to->version = word;
}

static bool
read_instance(Reading *reading, const MtPair *pair)
{
	unsigned long long number;

	if (!mt_slice_eq_i(pair->key, MT_SLICE("i")) || reading->to->n > 0)
		return false;
	/* RFC 8617 4.2.1: 1 to 50. */
	if (mt_slice_number(pair->value, 50, &number))
		reading->to->instance = (int)number;
	return true;
}

void
mt_authres_read(MtSlice value, MtArena *arena, MtAuthResults *results)
{
	MtPairScan scan = {.rest = value};
	Reading reading = {.to = results, .most = count_pairs(value)};
	bool fresh = true; /* behind a `;`, or at the beginning */
	MtPair pair;

	*results = (MtAuthResults){0};
	results->results = MT_ARENA_NEW0(arena, MtAuthResult, reading.most);
	reading.props = MT_ARENA_NEW0(arena, MtAuthProp, reading.most);
	for (;;) {
		scan.comment = (MtSlice){0};
		mt_pair_next(&scan, &pair);
		/* The comment before this word is about what came before. */
		if (reading.now != NULL && reading.now->comment.p == NULL)
			reading.now->comment = scan.comment;
		if (pair.kind == MT_PAIR_END)
			return;
		if (pair.kind == MT_PAIR_WORD)
			read_word(&reading, pair.key,
				  fresh && results->n == 0 &&
					  results->authserv_id.p == NULL);
		else if (pair.kind == MT_PAIR_BOTH &&
			 !read_instance(&reading, &pair)) {
			if (is_method(pair.key) ||
			    (fresh && mt_slice_find_char(pair.key, '.') ==
					      MT_SLICE_NOWHERE))
				begin_result(&reading, &pair);
			else
				add_prop(&reading, &pair);
		}
		fresh = pair.kind == MT_PAIR_SEMI;
	}
}

const MtAuthResult *
mt_authres_find(const MtAuthResults *results, const char *method, size_t from)
{
	for (size_t i = from; i < results->n; i++)
		if (mt_slice_eq_i(results->results[i].method,
				  mt_slice_str(method)))
			return &results->results[i];
	return NULL;
}

MtSlice
mt_authres_prop(const MtAuthResult *result, const char *type, const char *name)
{
	for (size_t i = 0; i < result->n_props; i++) {
		const MtAuthProp *p = &result->props[i];

		if (mt_slice_eq_i(p->name, mt_slice_str(name)) &&
		    (type == NULL ||
		     mt_slice_eq_i(p->type, mt_slice_str(type))))
			return p->value;
	}
	return mt_slice(NULL, 0);
}

/* ---- Received-SPF ---- */

static MtSlice
without_brackets(MtSlice s)
{
	if (s.n >= 2 && s.p[0] == '<' && s.p[s.n - 1] == '>')
		return mt_slice_sub(s, 1, s.n - 1);
	return s;
}

static void
keep_known(MtReceivedSpf *spf, const MtPair *pair)
{
	const struct {
		const char *key;
		MtSlice *to;
	} known[] = {
		{"client-ip", &spf->client_ip},
		{"envelope-from", &spf->envelope_from},
		{"helo", &spf->helo},
		{"receiver", &spf->receiver},
		{"identity", &spf->identity},
		{"mechanism", &spf->mechanism},
		{"problem", &spf->problem},
	};

	for (size_t i = 0; i < G_N_ELEMENTS(known); i++)
		if (mt_slice_eq_i(pair->key, mt_slice_str(known[i].key)) &&
		    known[i].to->p == NULL)
			*known[i].to = without_brackets(pair->value);
}

static bool
begins_with_words(MtSlice text, const char *words, MtSlice *behind)
{
	size_t i = 0;

	for (; *words != '\0'; words++) {
		size_t from = i;

		if (*words != ' ') {
			if (i == text.n ||
			    mt_lower(text.p[i++]) != mt_lower(*words))
				return false;
			continue;
		}
		while (i < text.n && mt_is_space(text.p[i]))
			i++;
		if (i == from)
			return false;
	}
	*behind = mt_slice_sub(text, i, text.n);
	return true;
}

bool
mt_authres_says(MtSlice comment, const char *words, MtSlice *behind)
{
	MtSlice rest;

	for (size_t i = 0; i < comment.n; i++)
		if (begins_with_words(mt_slice_sub(comment, i, comment.n),
				      words, &rest)) {
			if (behind != NULL)
				*behind = rest;
			return true;
		}
	return false;
}

void
mt_received_spf_read(MtSlice value, MtArena *arena, MtReceivedSpf *spf)
{
	MtPairScan scan = {.rest = value};
	size_t most = count_pairs(value);
	MtPair pair;

	*spf = (MtReceivedSpf){0};
	spf->props = MT_ARENA_NEW0(arena, MtAuthProp, most);
	for (mt_pair_next(&scan, &pair); pair.kind != MT_PAIR_END;
	     mt_pair_next(&scan, &pair)) {
		if (pair.kind == MT_PAIR_WORD && spf->result.p == NULL)
			spf->result = pair.key;
		if (pair.kind != MT_PAIR_BOTH || spf->n_props == most)
			continue;
		spf->props[spf->n_props].name = pair.key;
		spf->props[spf->n_props++].value = pair.value;
		keep_known(spf, &pair);
	}
	spf->comment = scan.comment;
	if (spf->client_ip.n > 0)
		mt_ip_parse(spf->client_ip, &spf->ip);
}
