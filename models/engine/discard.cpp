// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/discard.h"

#include "core/logging.h"
#include "engine/enginecore.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QUuid>

#include <fts.h>
#include <memory>
#include <sys/stat.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace docket {

namespace {

QString place(const EngineCore &core)
{
    return core.paths().data + "/discarded"_L1;
}

void deleteLater(EngineCore &core, const QString &folder)
{
    core.pool().run(
        &core, [folder](const CancelToken &) { return deleteTree(folder); },
        [](const Result<void> &deleted) {
            if (!deleted)
                qCWarning(logEngine) << "a discarded folder is left:" << deleted.error().text();
        },
        -1);
}

} // namespace

Result<void> deleteTree(const QString &folder)
{
    QByteArray path = QFile::encodeName(folder);
    char *roots[] = {path.data(), nullptr};
    const std::unique_ptr<FTS, int (*)(FTS *)> walk(fts_open(roots, FTS_PHYSICAL | FTS_XDEV | FTS_NOCHDIR, nullptr),
                                                    &fts_close);
    if (!walk)
        return fail(ErrorCode::Io, u"The folder could not be opened to remove it."_s, folder);
    while (FTSENT *entry = fts_read(walk.get())) {
        switch (entry->fts_info) {
        case FTS_D: // before its entries are read
            ::chmod(entry->fts_accpath, S_IRWXU);
            break;
        case FTS_DNR:
        case FTS_DP:
            ::rmdir(entry->fts_accpath);
            break;
        default:
            ::unlink(entry->fts_accpath);
        }
    }
    if (QFileInfo(folder).isSymLink() || QFileInfo::exists(folder))
        return fail(ErrorCode::Io, u"The folder could not be removed wholly; remove it yourself."_s, folder);
    return {};
}

void discard(EngineCore &core, const QString &folder)
{
    if (!QFileInfo::exists(folder))
        return;
    QDir().mkpath(place(core));
    const QString aside = place(core) + u'/' + QUuid::createUuid().toString(QUuid::Id128);
    deleteLater(core, QFile::rename(folder, aside) ? aside : folder);
}

void clearDiscarded(EngineCore &core)
{
    const auto left =
        QDir(place(core)).entryInfoList(QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot);
    for (const QFileInfo &folder : left)
        deleteLater(core, folder.absoluteFilePath());
}

} // namespace docket
