// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "review/readledger.h"

#include <algorithm>

namespace docket::review {

void ReadLedger::begin(const std::vector<diff::FileEntry> &entries)
{
    m_files.clear();
    m_files.resize(entries.size());
    m_entries = std::make_shared<const std::vector<diff::FileEntry>>(entries);
    m_count = {};
    m_filesRead = 0;
    for (int file = 0; file < fileCount(); ++file)
        recount(file);
}

const QByteArray &ReadLedger::keyOf(int index)
{
    File &file = m_files[size_t(index)];
    if (file.key.isEmpty())
        file.key = file.parts ? file.parts->file : fileKey((*m_entries)[size_t(index)]);
    return file.key;
}

void ReadLedger::setMarks(const QSet<QByteArray> &marks)
{
    m_marks = marks;
    for (int file = 0; file < fileCount(); ++file)
        recount(file);
}

void ReadLedger::setParts(int file, ReadPartsPtr parts)
{
    if (file < 0 || file >= fileCount())
        return;
    m_files[size_t(file)].parts = std::move(parts);
    recount(file);
}

void ReadLedger::recount(int index)
{
    File &file = m_files[size_t(index)];
    const bool marked = !m_marks.isEmpty() && m_marks.contains(keyOf(index));
    ReadCount now;
    if (const ReadParts *parts = file.parts.get()) {
        now.all = int(parts->hunks.size()) + (parts->head.isEmpty() ? 0 : 1);
        if (marked) {
            now.read = now.all;
        } else {
            now.read = !parts->head.isEmpty() && m_marks.contains(parts->head) ? 1 : 0;
            for (const HunkEdits &hunk : parts->hunks) {
                const auto first = parts->changes.begin() + hunk.first;
                now.read += std::all_of(first, first + hunk.count,
                                        [this](const QByteArray &key) { return m_marks.contains(key); })
                    ? 1
                    : 0;
            }
        }
    }
    const bool read = marked || (now.all > 0 && now.read == now.all);
    m_filesRead += int(read) - int(file.isRead);
    m_count.read += now.read - file.count.read;
    m_count.all += now.all - file.count.all;
    file.isRead = read;
    file.count = now;
}

bool ReadLedger::isFileRead(int file) const
{
    return file >= 0 && file < fileCount() && m_files[size_t(file)].isRead;
}

const ReadParts *ReadLedger::partsOf(ReadPlace place) const
{
    return place.file >= 0 && place.file < fileCount() ? m_files[size_t(place.file)].parts.get() : nullptr;
}

bool ReadLedger::isRead(ReadPlace place) const
{
    if (isFileRead(place.file))
        return true;
    const ReadParts *parts = partsOf(place);
    if (!parts)
        return false;
    if (place.hunk < 0 || place.hunk >= int(parts->hunks.size()))
        return parts->head.isEmpty() || m_marks.contains(parts->head);
    const HunkEdits &hunk = parts->hunks[size_t(place.hunk)];
    const auto first = parts->changes.begin() + hunk.first;
    return std::all_of(first, first + hunk.count, [this](const QByteArray &key) { return m_marks.contains(key); });
}

bool ReadLedger::isEditRead(int file, int edit) const
{
    if (isFileRead(file))
        return true;
    const ReadParts *parts = partsOf({file});
    return parts && edit >= 0 && edit < int(parts->changes.size()) && m_marks.contains(parts->changes[size_t(edit)]);
}

bool ReadLedger::hasHead(int file) const
{
    const ReadParts *parts = partsOf({file});
    return parts && !parts->head.isEmpty();
}

ReadPlace ReadLedger::hunkOf(int file, int edit) const
{
    const ReadParts *parts = partsOf({file});
    if (!parts)
        return {};
    const auto after = std::ranges::upper_bound(parts->hunks, edit, {}, &HunkEdits::first);
    if (after == parts->hunks.begin())
        return {};
    const auto found = after - 1;
    return edit < found->first + found->count ? ReadPlace{file, int(found - parts->hunks.begin())} : ReadPlace{};
}

int ReadLedger::firstEdit(ReadPlace place) const
{
    const ReadParts *parts = partsOf(place);
    return parts && place.hunk >= 0 && place.hunk < int(parts->hunks.size()) ? parts->hunks[size_t(place.hunk)].first
                                                                             : -1;
}

ReadPlace ReadLedger::nextUnread(ReadPlace from, int step) const
{
    if (m_files.empty())
        return {};
    const int count = fileCount();
    from.file = std::clamp(from.file, 0, count - 1);
    // The file in hand from where the reader is, the others, then the rest of the file in hand.
    for (int i = 0; i <= count; ++i) {
        const int file = ((from.file + i * step) % count + count) % count;
        if (!hasUnread(file))
            continue;
        const int last = isKnown(file) ? int(m_files[size_t(file)].parts->hunks.size()) - 1 : ReadPlace::Head;
        const int begin = step > 0 ? ReadPlace::Head : last;
        const int end = step > 0 ? last + 1 : ReadPlace::Head - 1;
        for (int hunk = i == 0 ? from.hunk + step : begin; step > 0 ? hunk < end : hunk > end; hunk += step) {
            const ReadPlace place{file, hunk};
            if (i == count && (step > 0 ? hunk >= from.hunk : hunk <= from.hunk))
                break;
            if (!isRead(place))
                return place;
        }
    }
    return {};
}

bool ReadLedger::put(const QByteArray &key, bool read, MarkChange &change)
{
    if (key.isEmpty() || m_marks.contains(key) == read)
        return false;
    if (read)
        m_marks.insert(key);
    else
        m_marks.remove(key);
    (read ? change.read : change.unread) += key;
    return true;
}

MarkChange ReadLedger::markFile(int file, bool read)
{
    MarkChange change;
    if (file < 0 || file >= fileCount())
        return change;
    put(keyOf(file), read, change);
    if (const ReadParts *parts = partsOf({file})) {
        put(parts->head, read, change);
        for (const QByteArray &key : parts->changes)
            put(key, read, change);
    }
    recount(file);
    return change;
}

MarkChange ReadLedger::mark(ReadPlace place, bool read)
{
    MarkChange change;
    const ReadParts *parts = partsOf(place);
    if (!parts)
        return change;
    File &file = m_files[size_t(place.file)];
    // The file is no longer read as a whole, its other parts still are.
    if (!read && put(keyOf(place.file), false, change)) {
        put(parts->head, true, change);
        for (const QByteArray &key : parts->changes)
            put(key, true, change);
    }
    if (place.hunk >= 0 && place.hunk < int(parts->hunks.size())) {
        const HunkEdits &hunk = parts->hunks[size_t(place.hunk)];
        for (int edit = hunk.first; edit < hunk.first + hunk.count; ++edit)
            put(parts->changes[size_t(edit)], read, change);
    } else {
        put(parts->head, read, change);
    }
    recount(place.file);
    if (file.isRead && parts->covers) // so that it is known as read before its parts are
        put(keyOf(place.file), true, change);
    if (!change.unread.isEmpty() && !change.read.isEmpty()) { // marked and taken back in one go: only the end counts
        const QSet<QByteArray> taken(change.unread.begin(), change.unread.end());
        change.read.removeIf([&](const QByteArray &key) { return taken.contains(key); });
    }
    return change;
}

} // namespace docket::review
