// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/folderbytes.h"

#include <QFile>

#include <fts.h>
#include <memory>
#include <sys/stat.h>

namespace docket {

qint64 folderBytes(const QString &folder, qint64 enough, const CancelToken &cancel)
{
    QByteArray path = QFile::encodeName(folder);
    char *roots[] = {path.data(), nullptr};
    const std::unique_ptr<FTS, int (*)(FTS *)> walk(fts_open(roots, FTS_PHYSICAL | FTS_XDEV | FTS_NOCHDIR, nullptr),
                                                    &fts_close);
    qint64 sum = 0;
    while (walk && sum <= enough && !cancel.isCancelled()) {
        const FTSENT *entry = fts_read(walk.get());
        if (!entry)
            break;
        if (entry->fts_info == FTS_F || entry->fts_info == FTS_D || entry->fts_info == FTS_DEFAULT)
            sum += qint64(entry->fts_statp->st_blocks) * 512;
    }
    return sum;
}

} // namespace docket
