// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "git/export.h"

#include "git/handles.h"
#include "git/treecheckout.h"

#include <QDir>

#include <git2/sys/repository.h>

using namespace Qt::StringLiterals;

namespace docket::git {

Result<void> exportTree(const Repository &repository, const ObjectId &treeOrCommit, const QString &folder,
                        const CancelToken &cancel)
{
    const QDir target(folder);
    if (!target.exists() || !target.isEmpty(QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot))
        return fail(ErrorCode::AlreadyExists, u"The files need an empty folder; empty it or choose another one."_s,
                    folder);
    // The folder is the work tree of a handle of its own, so that the attributes of the tree count and not those of a
    // checkout elsewhere.
    const auto own = Repository::openGitDir(repository.commonDir(), folder);
    if (!own)
        return std::unexpected(own.error());
    IndexHandle empty;
    int rc = git_index_new(empty.out());
    if (rc == 0)
        rc = git_repository_set_index(own->handle(), empty.get());
    if (rc < 0)
        return gitFail(rc, u"The files cannot be written"_s, folder);
    return writeFiles(own->handle(), treeOrCommit, cancel);
}

} // namespace docket::git
