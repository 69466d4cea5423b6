// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "review/readmarks.h"

#include <QList>
#include <QSet>

#include <memory>
#include <vector>

namespace docket::review {

/** How much of something was read. */
struct ReadCount
{
    int read = 0;
    int all = 0;

    bool operator==(const ReadCount &) const = default;
    ReadCount &operator+=(const ReadCount &other)
    {
        read += other.read;
        all += other.all;
        return *this;
    }
};

/** A part of the change to read: a hunk of a file, or its head (what no line shows). */
struct ReadPlace
{
    static constexpr int Head = -1;
    int file = -1;
    int hunk = Head;

    bool isValid() const { return file >= 0; }
    auto operator<=>(const ReadPlace &) const = default;
};

/** Keys to keep or to forget after a mark. */
struct MarkChange
{
    QList<QByteArray> read;
    QList<QByteArray> unread;

    bool isEmpty() const { return read.isEmpty() && unread.isEmpty(); }
};

/**
 * What of a comparison was read: the keys that a person marked, held against the parts of its files as they arrive.
 * Marks are by content, so nothing has to notice a new round: what is the same has the same key. A value, cheap to
 * copy; one thread. Questions cost the same for every size of file; marking one costs what the file has of changes.
 */
class ReadLedger
{
public:
    void begin(const std::vector<diff::FileEntry> &entries);
    void setMarks(const QSet<QByteArray> &marks);
    void setParts(int file, ReadPartsPtr parts);

    int fileCount() const { return int(m_files.size()); }
    const QSet<QByteArray> &marks() const { return m_marks; }
    /** False until the parts of the file arrived. */
    bool isKnown(int file) const { return m_files[size_t(file)].parts != nullptr; }
    /** True where the file as a whole was marked, or all of its parts. */
    bool isFileRead(int file) const;
    bool isRead(ReadPlace place) const;
    bool isEditRead(int file, int edit) const;
    bool hasHead(int file) const;
    /** The hunk that holds the edit; not valid if none does, or if the parts did not arrive. */
    ReadPlace hunkOf(int file, int edit) const;
    /** First edit of the hunk; -1 for a head. */
    int firstEdit(ReadPlace place) const;
    /** Parts (hunks and heads) of one file; nothing is counted before its parts arrived. */
    ReadCount count(int file) const { return m_files[size_t(file)].count; }
    ReadCount count() const { return m_count; }
    int filesRead() const { return m_filesRead; }
    /**
     * The next (1) or previous (-1) part that was not read, not `from` itself; goes around at the end. A file whose
     * parts did not arrive counts as one part, its head. Not valid if all is read.
     */
    ReadPlace nextUnread(ReadPlace from, int step) const;

    MarkChange markFile(int file, bool read);
    MarkChange mark(ReadPlace place, bool read);
    /** One key of something that is not compared here; added to `change` if it is news. */
    void markOther(const QByteArray &key, bool read, MarkChange &change) { put(key, read, change); }

private:
    struct File
    {
        QByteArray key; ///< by keyOf(); empty before it is asked for
        ReadPartsPtr parts;
        ReadCount count;
        bool isRead = false;
    };

    /** Made when a mark may be that of the file: thousands of keys take longer than a frame, and mostly nothing was
     * read yet. */
    const QByteArray &keyOf(int file);
    void recount(int file);
    bool put(const QByteArray &key, bool read, MarkChange &change);
    const ReadParts *partsOf(ReadPlace place) const;
    bool hasUnread(int file) const { return !m_files[size_t(file)].isRead; }

    std::shared_ptr<const std::vector<diff::FileEntry>> m_entries;
    std::vector<File> m_files;
    QSet<QByteArray> m_marks;
    ReadCount m_count;
    int m_filesRead = 0;
};

} // namespace docket::review
