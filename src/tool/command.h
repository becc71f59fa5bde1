#pragma once

#include "db/connection.h"

G_BEGIN_DECLS

/**
 * KontorCommand:
 * @name: what is typed behind "kontor-admin"
 * @summary: for translation: one line for the overview
 * @run: (array length=argc): @argv begins with @name; returns the exit status
 *
 * One subcommand, in a file of its own that declares one of these.  To add one:
 * the file in src/tool/meson.build, its name in the list below and in main.c.
 */
typedef struct
{
  const char *name;
  const char *summary;
  int       (*run) (int argc, char **argv);
} KontorCommand;

extern const KontorCommand kontor_command_init;
extern const KontorCommand kontor_command_migrate;
extern const KontorCommand kontor_command_status;
extern const KontorCommand kontor_command_user;
extern const KontorCommand kontor_command_local;
extern const KontorCommand kontor_command_backup;
extern const KontorCommand kontor_command_restore;
extern const KontorCommand kontor_command_demo;
extern const KontorCommand kontor_command_import;
extern const KontorCommand kontor_command_export;
extern const KontorCommand kontor_command_print;
extern const KontorCommand kontor_command_start_rules;
extern const KontorCommand kontor_command_worker;

/* Exit statuses: done; it did not work; called wrongly; done but for some rows. */
#define KONTOR_COMMAND_DONE 0
#define KONTOR_COMMAND_FAILED 1
#define KONTOR_COMMAND_MISUSED 2
#define KONTOR_COMMAND_PARTLY 3

/**
 * kontor_command_parse:
 * @usage: what stands behind the name: "ENTITY [OPTION...]"
 * @entries: (nullable): the command's own options
 * @minimum: how many arguments must remain
 * @maximum: how many may
 *
 * Parses the options, --database and --help among them, and leaves the other
 * arguments in @argc and @argv, the command's name first.  Tells what is wrong.
 *
 * Returns: whether to go on
 */
gboolean kontor_command_parse (const KontorCommand *command, int *argc, char ***argv, const char *usage,
                               const GOptionEntry *entries, int minimum, int maximum);

/* What --database said, or NULL: libpq's environment and service file. */
const char *kontor_command_get_database (void);

/* Connects to what --database said; NULL after telling why not. */
KontorConnection *kontor_command_connect (void);

/* Tells @error on the standard error and frees it; returns KONTOR_COMMAND_FAILED. */
int kontor_command_fail (GError *error);

/* A folder or file of the program: --database as arguments for PostgreSQL's own programs. */
void kontor_command_add_database (GPtrArray *argv);

/**
 * kontor_command_spawn:
 * @argv: a program and its arguments; ended by %NULL
 *
 * Runs a program with our input and output.
 */
gboolean kontor_command_spawn (GPtrArray *argv, GError **error);

G_END_DECLS
