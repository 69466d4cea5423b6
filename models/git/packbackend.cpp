// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "git/packreader.h"

#include "git/handles.h"
#include "git/repository.h"

#include <cstring>

namespace docket::git {

namespace {

/** Before libgit2's own two ways, which have 1 and 2. */
constexpr int priority = 3;

struct Backend : git_odb_backend
{
    std::shared_ptr<PackReader> reader;
};

int readObject(void **out, size_t *size, git_object_t *type, git_odb_backend *backend, const git_oid *id)
{
    const auto object = static_cast<Backend *>(backend)->reader->read(
        QByteArrayView(id->id, Pack::IdBytes), Repository::maxBlobBytes);
    if (!object)
        return GIT_ENOTFOUND;
    *size = size_t(object->content.size());
    *type = git_object_t(object->type);
    // As libgit2's own: with a zero behind it.
    *out = git_odb_backend_data_alloc(backend, *size + 1);
    if (!*out)
        return GIT_ERROR;
    std::memcpy(*out, object->content.constData(), *size);
    static_cast<char *>(*out)[*size] = 0;
    return 0;
}

} // namespace

void PackReader::attach(const std::shared_ptr<PackReader> &reader, git_odb *database)
{
    auto backend = std::make_unique<Backend>();
    if (git_odb_init_backend(backend.get(), GIT_ODB_BACKEND_VERSION) < 0)
        return;
    backend->reader = reader;
    backend->read = readObject;
    backend->free = [](git_odb_backend *gone) { delete static_cast<Backend *>(gone); };
    if (git_odb_add_backend(database, backend.get(), priority) == 0)
        backend.release(); // the database's now
}

} // namespace docket::git
