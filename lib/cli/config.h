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
 * Add the trust rules of `path`, or of the default file where `path` is NULL;
 * that it does not exist is no error then. MT_ERROR_CONFIG for a file that
 * cannot be read or has a group or key that is not known.
 */
bool mt_config_read(const char *path, MtTrustRules *rules, GError **error);

#endif
