// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "items/transcriptentry.h"

#include <QAbstractListModel>
#include <QHash>
#include <QSet>

#include <deque>

namespace docket {

/**
 * What an agent said, oldest first, bounded: beyond `limit` entries the oldest leave the model when others are
 * appended, the newest when others are put before them (the file keeps all), so that it is a window into a transcript
 * of any length. An entry with the round, kind and id of one that is there replaces it in place. Texts are made safe to
 * show on entry. Folding is kept here, so that it survives scrolling and replacement.
 */
class TranscriptModel : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Role { KindRole = Qt::UserRole, TitleRole, TextRole, StatusRole, PathsRole, FoldedRole, FoldableRole,
        RoundRole, TimeRole, IdRole };

    explicit TranscriptModel(int limit = 20'000, QObject *parent = nullptr);

    void setEntries(const QList<TranscriptEntry> &entries);
    void append(const QList<TranscriptEntry> &entries);
    /** What was said before. Beyond the limit the newest leave; how many is returned. */
    int prepend(const QList<TranscriptEntry> &entries);
    void clear() { setEntries({}); }
    const TranscriptEntry &entry(int row) const { return m_entries[size_t(row)]; }
    /** How many of those that were appended have left at the front, less those that were put there. */
    qint64 dropped() const { return m_first; }

    bool isFolded(int row) const;
    bool isFoldable(int row) const;
    void setFolded(int row, bool folded);
    void setAllFolded(bool folded);
    /** The row after `from` (before it, backwards) that holds the text, going round; -1 if none does. */
    int find(const QString &text, int from, bool backwards) const;
    /** The entry as plain text, for copying and for screen readers. */
    QString plainText(int row) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

private:
    static QString keyOf(const TranscriptEntry &entry);
    static TranscriptEntry made(const TranscriptEntry &entry);
    static void complete(TranscriptEntry &newer, const TranscriptEntry &older);

    std::deque<TranscriptEntry> m_entries;
    QHash<QString, qint64> m_byKey; ///< position since the start, m_first is the first that is still there
    QSet<qint64> m_toggled;         ///< positions that a person folded or unfolded against the default
    qint64 m_first = 0;
    int m_limit;
};

} // namespace docket
