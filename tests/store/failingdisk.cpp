// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "failingdisk.h"

#include <sqlite3.h>

namespace docket::test {

namespace {

int failWith = SQLITE_OK;
int writesLeft = 0;
sqlite3_vfs *real = nullptr;
sqlite3_vfs shim;

/** One table of methods for each kind of file that the real VFS has. */
struct Patched
{
    const sqlite3_io_methods *original = nullptr;
    sqlite3_io_methods methods;
};
Patched tables[8];

const sqlite3_io_methods *originalOf(const sqlite3_file *file)
{
    for (const Patched &table : tables) {
        if (file->pMethods == &table.methods)
            return table.original;
    }
    return file->pMethods;
}

int write(sqlite3_file *file, const void *data, int size, sqlite3_int64 offset)
{
    if (failWith != SQLITE_OK && writesLeft-- <= 0)
        return failWith;
    return originalOf(file)->xWrite(file, data, size, offset);
}

int open(sqlite3_vfs *, sqlite3_filename name, sqlite3_file *file, int flags, int *outFlags)
{
    const int code = real->xOpen(real, name, file, flags, outFlags);
    if (!file->pMethods)
        return code;
    for (Patched &table : tables) {
        if (!table.original) {
            table.original = file->pMethods;
            table.methods = *file->pMethods;
            table.methods.xWrite = write;
        }
        if (table.original == file->pMethods) {
            file->pMethods = &table.methods;
            break;
        }
    }
    return code;
}

} // namespace

void FailingDisk::install()
{
    real = sqlite3_vfs_find(nullptr);
    shim = *real;
    shim.zName = "docket-test";
    shim.xOpen = open;
    sqlite3_vfs_register(&shim, 1);
}

FailingDisk::FailingDisk(int sqliteCode, int writes)
{
    failWith = sqliteCode;
    writesLeft = writes;
}

FailingDisk::~FailingDisk() { failWith = SQLITE_OK; }

} // namespace docket::test
