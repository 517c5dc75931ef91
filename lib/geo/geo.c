/* Addresses to entries, entries to the few members that records show. */
#include "geo/geo.h"

#include <errno.h>
#include <maxminddb.h>

#include "base/error.h"

struct MtGeoFiles {
	size_t n;
	MMDB_s files[];
};

void
mt_geo_files_free(MtGeoFiles *files)
{
	if (files == NULL)
		return;
	for (size_t i = 0; i < files->n; i++)
		MMDB_close(&files->files[i]);
	g_free(files);
}

static bool
open_file(const char *path, MMDB_s *file, GError **error)
{
	int status;

	errno = 0;
	status = MMDB_open(path, MMDB_MODE_MMAP, file);
	if (status == MMDB_SUCCESS)
		return true;
	if ((status == MMDB_FILE_OPEN_ERROR || status == MMDB_IO_ERROR) &&
	    errno != 0)
		/* ENODEV is how mmap(2) refuses a directory. */
		g_set_error(error, MT_ERROR, MT_ERROR_IO, "%s: %s", path,
			    g_strerror(errno == ENODEV ? EISDIR : errno));
	else
		g_set_error(error, MT_ERROR, MT_ERROR_CONFIG,
			    "%s: no MaxMind database: %s", path,
			    MMDB_strerror(status));
	return false;
}

MtGeoFiles *
mt_geo_open(const char *const *paths, GError **error)
{
	g_autoptr(MtGeoFiles) files = NULL;
	size_t n = 0;

	while (paths[n] != NULL)
		n++;
	files = g_malloc0(sizeof *files + n * sizeof files->files[0]);
	for (; files->n < n; files->n++)
		if (!open_file(paths[files->n], &files->files[files->n], error))
			return NULL;
	return g_steal_pointer(&files);
}

static bool
take_country(const MMDB_entry_data_s *data, MtGeo *geo)
{
	MtSlice code = {data->utf8_string, data->data_size};

	if (data->type != MMDB_DATA_TYPE_UTF8_STRING || code.n != 2 ||
	    !mt_is_alpha(code.p[0]) || !mt_is_alpha(code.p[1]))
		return false;
	geo->country = code;
	return true;
}

/* As a number, or as the text `AS64500`. */
static bool
take_asn(const MMDB_entry_data_s *data, MtGeo *geo)
{
	MtSlice text = {data->utf8_string, data->data_size};
	unsigned long long asn = 0;

	switch (data->type) {
	case MMDB_DATA_TYPE_UINT16:
		asn = data->uint16;
		break;
	case MMDB_DATA_TYPE_UINT32:
		asn = data->uint32;
		break;
	case MMDB_DATA_TYPE_UINT64:
		asn = data->uint64;
		break;
	case MMDB_DATA_TYPE_UTF8_STRING:
		if (mt_slice_starts_i(text, MT_SLICE("AS")))
			text = mt_slice_sub(text, 2, text.n);
		if (!mt_slice_number(text, UINT32_MAX, &asn))
			return false;
		break;
	default:
		return false;
	}
	if (asn == 0 || asn > UINT32_MAX) /* RFC 7607: 0 is nobody's */
		return false;
	geo->asn = (uint32_t)asn;
	return true;
}

static bool
take_as_org(const MMDB_entry_data_s *data, MtGeo *geo)
{
	if (data->type != MMDB_DATA_TYPE_UTF8_STRING || data->data_size == 0)
		return false;
	geo->as_org = mt_slice(data->utf8_string, data->data_size);
	return true;
}

enum { MEMBERS = 3, MOST_PATHS = 4 };

/* What a member is called in the files of different makers. */
static const struct {
	bool (*take)(const MMDB_entry_data_s *data, MtGeo *geo);
	const char *const paths[MOST_PATHS][3];
} members[MEMBERS] = {
	{take_country,
	 {{"country", "iso_code"},
	  {"country_code"},
	  {"country"},
	  /* Of the provider; all that is known of satellites and the like. */
	  {"registered_country", "iso_code"}}},
	{take_asn,
	 {{"autonomous_system_number"},
	  {"traits", "autonomous_system_number"},
	  {"asn"}}},
	{take_as_org,
	 {{"autonomous_system_organization"},
	  {"traits", "autonomous_system_organization"},
	  {"as_name"}}},
};

static bool
take_member(MMDB_entry_s *entry, size_t member, MtGeo *geo, int *status)
{
	for (size_t i = 0; i < MOST_PATHS; i++) {
		const char *const *path = members[member].paths[i];
		MMDB_entry_data_s data;
		int got;

		if (path[0] == NULL)
			break;
		got = MMDB_aget_value(entry, &data, path);
		if (got == MMDB_SUCCESS && data.has_data &&
		    members[member].take(&data, geo))
			return true;
		if (got != MMDB_SUCCESS &&
		    got != MMDB_LOOKUP_PATH_DOES_NOT_MATCH_DATA_ERROR)
			*status = got;
	}
	return false;
}

typedef union {
	struct sockaddr any;
	struct sockaddr_in v4;
	struct sockaddr_in6 v6;
} Address;

static bool
to_address(const MtIp *ip, Address *address)
{
	*address = (Address){0};
	if (ip->family == 4) {
		address->v4.sin_family = AF_INET;
		memcpy(&address->v4.sin_addr, ip->bytes, 4);
	} else if (ip->family == 6) {
		address->v6.sin6_family = AF_INET6;
		memcpy(&address->v6.sin6_addr, ip->bytes, 16);
	}
	return ip->family != 0;
}

/* Ask one file for the members that are not known yet. */
static int
ask(const MMDB_s *file, const Address *address, MtGeo *geo, bool *known)
{
	int status = MMDB_SUCCESS;
	MMDB_lookup_result_s found;

	if (address->any.sa_family == AF_INET6 &&
	    file->metadata.ip_version == 4)
		return MMDB_SUCCESS;
	found = MMDB_lookup_sockaddr(file, &address->any, &status);
	if (status != MMDB_SUCCESS || !found.found_entry)
		return status;
	for (size_t m = 0; m < MEMBERS; m++)
		known[m] =
			known[m] || take_member(&found.entry, m, geo, &status);
	return status;
}

bool
mt_geo_look_up(const MtGeoFiles *files, const MtIp *ip, MtGeo *geo,
	       GError **error)
{
	bool known[MEMBERS] = {false}, good = true;
	Address address;

	*geo = (MtGeo){0};
	if (!to_address(ip, &address))
		return true;
	for (size_t i = 0; i < files->n; i++) {
		const MMDB_s *file = &files->files[i];
		int status = ask(file, &address, geo, known);

		if (status == MMDB_SUCCESS || !good)
			continue;
		good = false;
		g_set_error(error, MT_ERROR, MT_ERROR_CONFIG,
			    "%s: damaged database: %s", file->filename,
			    MMDB_strerror(status));
	}
	return good;
}
