// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/review/diffscene.h"

#include "widgets/review/picture.h"

#include <QHash>

#include <algorithm>

namespace docket {

using diff::Side;

namespace {

/** Threads in the order of their first comments; a reply whose thread is gone stands for itself, so that nothing is
 * lost. */
std::vector<QList<review::Comment>> threadsOf(const QList<review::Comment> &comments)
{
    std::vector<QList<review::Comment>> threads;
    QHash<CommentId, size_t> byId;
    for (const review::Comment &comment : comments) {
        if (!comment.replyTo.isValid()) {
            byId.insert(comment.id, threads.size());
            threads.push_back({comment});
        }
    }
    for (const review::Comment &comment : comments) {
        if (!comment.replyTo.isValid())
            continue;
        if (const auto found = byId.constFind(comment.replyTo); found != byId.cend())
            threads[*found].append(comment);
        else
            threads.push_back({comment});
    }
    for (QList<review::Comment> &thread : threads) {
        std::stable_sort(thread.begin() + 1, thread.end(),
                         [](const review::Comment &a, const review::Comment &b) { return a.createdAt < b.createdAt; });
    }
    return threads;
}

int fileOf(const diff::DiffDocument &document, const review::CommentAnchor &anchor)
{
    return anchor.isWholeReview() ? -1 : document.indexOf(anchor.path);
}

} // namespace

void DiffScene::setComments(const QList<review::Comment> &comments, const QHash<CommentId, CommentOrigin> &origins)
{
    m_comments = comments;
    m_boxes.clear();
    for (QList<review::Comment> &thread : threadsOf(comments)) {
        const CommentOrigin origin = origins.value(thread.constFirst().id);
        m_boxes.push_back(std::make_unique<CommentBox>(std::move(thread), origin));
        m_boxes.back()->layOut(m_style.commentWidth, m_style.commentFont);
    }
    placeBoxes();
}

void DiffScene::placeBoxes()
{
    for (State &state : m_state) {
        if (!state.boxes.empty())
            state.stale = true;
        state.boxes.clear();
    }
    m_topBoxes.clear();
    for (int i = 0; i < int(m_boxes.size()); ++i) {
        const int file = fileOf(m_document, m_boxes[size_t(i)]->first().anchor);
        if (file < 0) {
            m_topBoxes.push_back(i); // of the review as a whole, or of a file that this comparison does not have
            continue;
        }
        m_state[size_t(file)].boxes.push_back(i);
        m_state[size_t(file)].stale = true;
    }
    m_refreshFrom = 0;
    layOutTop();
}

void DiffScene::layOutTop()
{
    int height = 0;
    for (const int box : m_topBoxes)
        height += m_boxes[size_t(box)]->height();
    if (m_draft && m_draftFile < 0)
        height += m_draftHeight;
    m_geometry.setTop(height);
}

void DiffScene::setDraft(const std::optional<review::CommentAnchor> &anchor, int height)
{
    const int before = m_draft ? m_draftFile : -1;
    m_draft = anchor;
    m_draftHeight = height;
    m_draftFile = anchor ? fileOf(m_document, *anchor) : -1;
    for (const int file : {before, m_draftFile}) {
        if (file >= 0)
            layOut(file);
    }
    layOutTop();
}

RowPlace DiffScene::anchorRow(int file, const review::CommentAnchor &anchor) const
{
    if (anchor.isWholeFile() || isCollapsed(file) || !this->file(file))
        return {file, 0};
    return rowOf(file, anchor.side, anchor.lastLine);
}

void DiffScene::hang(int file)
{
    State &state = m_state[size_t(file)];
    state.hanging.clear();
    for (const int box : state.boxes)
        state.hanging.emplace_back(anchorRow(file, m_boxes[size_t(box)]->first().anchor).row, box);
    if (const RowPlace row = pictureRow(file); row.isValid())
        state.hanging.emplace_back(row.row, PictureRoom);
    std::ranges::stable_sort(state.hanging, {}, &std::pair<int, int>::first);
    if (m_draft && m_draftFile == file) {
        const int row = anchorRow(file, *m_draft).row;
        state.hanging.insert(std::ranges::upper_bound(state.hanging, row, {}, &std::pair<int, int>::first),
                             {row, Draft});
    }
}

int DiffScene::roomHeight(int file, int box) const
{
    return box >= 0 ? m_boxes[size_t(box)]->height() : box == Draft ? m_draftHeight : pictureHeight(file);
}

void DiffScene::setShowsPictures(bool show)
{
    m_showsPictures = show;
    markAllStale();
}

void DiffScene::setPictureHeight(int file, int height)
{
    m_state[size_t(file)].pictureHeight = height;
    layOut(file);
}

RowPlace DiffScene::pictureRow(int file) const
{
    const diff::FileDiffPtr &diff = this->file(file);
    if (!m_showsPictures || !diff || diff->entry().kind != diff::FileKind::Binary || isCollapsed(file) || isStale(file)
        || !Picture::isPicturePath(diff->entry().path()))
        return {};
    const auto note = std::ranges::find(diff->notes(), diff::NoteKind::Binary, &diff::Note::kind);
    return note == diff->notes().end() ? RowPlace{} : RowPlace{file, 1 + int(note - diff->notes().begin())};
}

std::vector<DiffScene::Hanging> DiffScene::hangingAt(RowPlace place) const
{
    std::vector<Hanging> result;
    const auto found =
        std::ranges::equal_range(m_state[size_t(place.file)].hanging, place.row, {}, &std::pair<int, int>::first);
    int top = found.empty() ? 0 : bandHeight(place);
    for (const auto &[row, index] : found) {
        const CommentBox *box = index < 0 ? nullptr : m_boxes[size_t(index)].get();
        const int height = roomHeight(place.file, index);
        result.push_back({box, top, height,
                          box                  ? box->first().anchor.side
                              : index == Draft ? m_draft->side
                                               : Side::Left,
                          index == PictureRoom});
        top += height;
    }
    return result;
}

std::vector<DiffScene::Hanging> DiffScene::hangingAtTop() const
{
    std::vector<Hanging> result;
    int top = 0;
    for (const int index : m_topBoxes) {
        const CommentBox *box = m_boxes[size_t(index)].get();
        result.push_back({box, top, box->height(), Side::Right, false});
        top += box->height();
    }
    if (m_draft && m_draftFile < 0)
        result.push_back({nullptr, top, m_draftHeight, Side::Right, false});
    return result;
}

int DiffScene::threadCount(int file) const
{
    return int(m_state[size_t(file)].boxes.size());
}

RowPlace DiffScene::nextCommented(RowPlace from, int step) const
{
    RowPlace best;
    for (int file = 0; file < fileCount(); ++file) {
        for (const auto &[row, box] : m_state[size_t(file)].hanging) {
            const RowPlace place{file, row};
            if (box == PictureRoom)
                continue;
            if (step > 0 ? place > from && (!best.isValid() || place < best)
                         : place < from && (!best.isValid() || place > best))
                best = place;
        }
    }
    return best;
}

} // namespace docket
