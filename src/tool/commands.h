#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * One function a subcommand of kontor-admin, each in a file of its own.
 * @argv begins with the subcommand; the answer is the program's exit status.
 */
int kontor_command_demo (int argc, char **argv);

G_END_DECLS
