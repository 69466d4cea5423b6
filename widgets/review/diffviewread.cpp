// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/review/diffview.h"

#include <utility>

namespace docket {

using diff::Side;
using review::ReadPlace;

void DiffView::setLedger(const review::ReadLedger &ledger)
{
    const int keepOpen = std::exchange(m_keepOpen, -1);
    keepPlace([&] {
        m_scene.setLedger(ledger, keepOpen);
        freshenVisible();
    });
    sceneChanged();
}

void DiffView::toggleViewed()
{
    if (m_state.caretRow.isValid())
        Q_EMIT viewedToggled(m_state.caretRow.file, !m_scene.isViewed(m_state.caretRow.file));
}

void DiffView::toggleRead()
{
    const ReadPlace place = m_scene.readPlaceAt(m_state.caretRow);
    if (!place.isValid())
        return toggleViewed();
    m_keepOpen = place.file; // what is being looked at stays in sight
    Q_EMIT readToggled(place, !m_scene.ledger().isRead(place));
}

void DiffView::readAndOn()
{
    if (!m_state.caretRow.isValid())
        return;
    const ReadPlace place = m_scene.readPlaceAt(m_state.caretRow);
    const ReadPlace from = place.isValid() ? place : ReadPlace{m_state.caretRow.file};
    if (place.isValid() && !m_scene.ledger().isRead(place)) {
        m_keepOpen = place.file;
        Q_EMIT readToggled(place, true);
    }
    goToPart(m_scene.ledger().nextUnread(from, 1));
}

void DiffView::nextUnread(int step)
{
    if (!m_state.caretRow.isValid())
        return;
    const ReadPlace place = m_scene.readPlaceAt(m_state.caretRow);
    goToPart(m_scene.ledger().nextUnread(place.isValid() ? place : ReadPlace{m_state.caretRow.file}, step));
}

void DiffView::goToPart(ReadPlace place)
{
    if (!place.isValid()) {
        if (m_scene.ledger().count().read == m_scene.ledger().count().all)
            Q_EMIT nothingUnread();
        return;
    }
    const int edit = m_scene.ledger().firstEdit(place);
    if (edit < 0)
        return goToFile(place.file);
    const diff::Edit &change = m_scene.file(place.file)->edits()[size_t(edit)];
    if (change.rightCount > 0)
        goTo({place.file, Side::Right, change.rightStart, 0});
    else
        goTo({place.file, Side::Left, change.leftStart, 0});
}

} // namespace docket
