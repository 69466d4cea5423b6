// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/ownprofiles.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QSaveFile>

using namespace Qt::StringLiterals;

namespace docket {

namespace {

QString folderOf(const Paths &paths)
{
    return paths.config + "/agents"_L1;
}

QStringList filesWith(const Paths &paths, const QString &id)
{
    QStringList files;
    const QDir folder(folderOf(paths));
    const QStringList names = folder.entryList({u"*.json"_s}, QDir::Files);
    for (const QString &name : names) {
        QFile file(folder.filePath(name));
        if (file.open(QIODevice::ReadOnly)
            && QJsonDocument::fromJson(file.readAll()).object().value("id"_L1).toString() == id)
            files << file.fileName();
    }
    return files;
}

} // namespace

Result<void> saveOwnProfile(const Paths &paths, const AgentProfile &profile)
{
    const QJsonObject object = toJson(profile);
    if (const auto read = profileFromJson(object); !read)
        return std::unexpected(read.error());
    if (!QDir().mkpath(folderOf(paths)))
        return fail(ErrorCode::Io, u"The folder for profiles cannot be made; check that it can be written."_s,
                    folderOf(paths));
    const QStringList before = filesWith(paths, profile.id);
    QSaveFile file(before.value(0, folderOf(paths) + u'/' + profile.id + ".json"_L1));
    const QByteArray bytes = QJsonDocument(object).toJson();
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.commit())
        return fail(ErrorCode::Io, u"The profile cannot be written: %1."_s.arg(file.errorString()), file.fileName());
    return {};
}

Result<void> removeOwnProfile(const Paths &paths, const QString &id)
{
    const QStringList files = filesWith(paths, id);
    if (files.isEmpty())
        return fail(ErrorCode::NotFound, u"There is no profile of your own with this name."_s, id);
    for (const QString &name : files) {
        QFile file(name);
        if (!file.remove())
            return fail(ErrorCode::Io, u"The profile cannot be removed: %1."_s.arg(file.errorString()), name);
    }
    return {};
}

} // namespace docket
