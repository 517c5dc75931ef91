/*
 * What a reader says once for all programs: the file
 * $XDG_CONFIG_HOME/mailtrace/config (a GKeyFile), or the one of --config.
 *
 *     [trust]
 *     by=*.example.com;mx.example.net
 *     net=192.0.2.0/24;2001:db8::/32
 */
#ifndef MT_CLI_CONFIG_H
#define MT_CLI_CONFIG_H

#include "chain/trust.h"

/*
 * Add the trust rules of `path` (`-`: standard input), or of the default file
 * where `path` is NULL; only that this one does not exist is no error.
 * MT_ERROR_IO for a file that cannot be read, which ends a program with
 * MT_EXIT_FATAL; MT_ERROR_CONFIG, for MT_EXIT_USAGE, where it has a group or
 * key that is not known, or stands twice, or more than MT_MAX_CONFIG bytes.
 */
bool mt_config_read(const char *path, MtTrustRules *rules, GError **error);

#endif
