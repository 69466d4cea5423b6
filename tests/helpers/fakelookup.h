// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "items/sourcelookup.h"

#include <QHash>
#include <QMetaObject>
#include <QStringList>

#include <utility>

namespace docket::test {

/** Answers later with what it was given, and keeps what was asked. */
class FakeLookup : public SourceLookup
{
public:
    using SourceLookup::SourceLookup;

    QHash<QByteArray, QByteArray> blobs; ///< by hex
    QHash<QByteArray, QByteArray> files; ///< by path
    QHash<QByteArray, QList<review::AuthorRun>> authors; ///< by path
    QList<review::Definition> definitions;
    QString link;
    QStringList asked;
    ChangeExport exported;
    std::pair<SourcePlace, QString> opened;
    bool isSilent = false; ///< answers nothing

    CancelToken readBlob(const QString &, const ObjectId &blob, qint64 maxBytes, QObject *context,
                         Reply<QByteArray> reply) override
    {
        asked += QStringLiteral("blob ") + QString::fromLatin1(blob.hex);
        if (!blobs.contains(blob.hex) || blobs[blob.hex].size() > maxBytes)
            return later<QByteArray>(context, reply, fail(ErrorCode::NotFound, QStringLiteral("No such blob.")));
        return later<QByteArray>(context, reply, blobs.value(blob.hex));
    }
    CancelToken readFile(const SourcePlace &place, QObject *context, Reply<QByteArray> reply) override
    {
        return later<QByteArray>(context, reply, files.value(place.path));
    }
    CancelToken findAuthors(const SourcePlace &file, QObject *context, Reply<review::AuthorshipPtr> reply) override
    {
        asked +=
            QStringLiteral("authors %1@%2").arg(QString::fromUtf8(file.path), QString::fromLatin1(file.commit.hex));
        return later<review::AuthorshipPtr>(context, reply,
                                            std::make_shared<const review::Authorship>(authors.value(file.path)));
    }
    CancelToken findDefinitions(const DefinitionQuery &query, QObject *context,
                                Reply<QList<review::Definition>> reply) override
    {
        asked += QStringLiteral("definition ") + QString::fromUtf8(query.name);
        return later<QList<review::Definition>>(context, reply, definitions);
    }
    CancelToken permalink(const SourcePlace &place, QObject *context, Reply<QString> reply) override
    {
        asked += QStringLiteral("link %1:%2@%3")
                     .arg(QString::fromUtf8(place.path))
                     .arg(place.line + 1)
                     .arg(QString::fromLatin1(place.commit.hex));
        return later<QString>(context, reply, link);
    }
    CancelToken exportChange(const ChangeExport &change, QObject *context, Reply<void> reply) override
    {
        exported = change;
        return later<void>(context, reply, Result<void>());
    }
    CancelToken openInEditor(const SourcePlace &place, const QString &worktree, QObject *context,
                             Reply<QString> reply) override
    {
        opened = {place, worktree};
        return later<QString>(context, reply, QStringLiteral("Opened."));
    }

private:
    template<typename T>
    CancelToken later(QObject *context, const Reply<T> &reply, const Result<T> &value)
    {
        const CancelToken cancel;
        if (isSilent)
            return cancel;
        QMetaObject::invokeMethod(context, [reply, value, cancel] {
            if (!cancel.isCancelled())
                reply(value);
        }, Qt::QueuedConnection);
        return cancel;
    }
};

} // namespace docket::test
