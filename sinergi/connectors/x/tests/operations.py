"""What of X's API is used: addresses, and the names of what they take and give."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Operation:
    method: str
    path: str
    takes: str
    gives: str


OPERATIONS = (
    Operation("GET", "/2/users/me", "", "GetUsersMeResponse"),
    Operation("GET", "/2/users/{id}/tweets", "", "GetUsersPostsResponse"),
    Operation("GET", "/2/users/{id}/mentions", "", "GetUsersMentionsResponse"),
    Operation("GET", "/2/tweets", "", "GetPostsByIdsResponse"),
    Operation("POST", "/2/tweets", "CreatePostsRequest", "CreatePostsResponse"),
    Operation("DELETE", "/2/tweets/{id}", "", "DeletePostsResponse"),
    Operation(
        "PUT", "/2/tweets/{tweet_id}/hidden", "HidePostsReplyRequest", "HidePostsReplyResponse"
    ),
    Operation("GET", "/2/media/upload", "", "GetMediaUploadStatusResponse"),
    Operation(
        "POST",
        "/2/media/upload/initialize",
        "InitializeMediaUploadRequest",
        "InitializeMediaUploadResponse",
    ),
    Operation(
        "POST",
        "/2/media/upload/{id}/append",
        "AppendMediaUploadRequest",
        "AppendMediaUploadResponse",
    ),
    Operation("POST", "/2/media/upload/{id}/finalize", "", "FinalizeMediaUploadResponse"),
    Operation(
        "POST", "/2/media/metadata", "CreateMediaMetadataRequest", "CreateMediaMetadataResponse"
    ),
    Operation("GET", "/2/dm_events", "", "GetDirectMessagesEventsResponse"),
    Operation("DELETE", "/2/dm_events/{event_id}", "", "DeleteDirectMessagesEventsResponse"),
    Operation(
        "GET",
        "/2/dm_conversations/with/{participant_id}/dm_events",
        "",
        "GetDirectMessagesEventsByParticipantIdResponse",
    ),
    Operation(
        "POST",
        "/2/dm_conversations/with/{participant_id}/messages",
        "CreateDirectMessagesByParticipantIdRequest",
        "CreateDirectMessagesByParticipantIdResponse",
    ),
    Operation("GET", "/2/webhooks", "", "GetWebhooksResponse"),
    Operation("POST", "/2/webhooks", "CreateWebhooksRequest", "CreateWebhooksResponse"),
    Operation("PUT", "/2/webhooks/{webhook_id}", "", "ValidateWebhooksResponse"),
    Operation("GET", "/2/activity/subscriptions", "", "GetActivitySubscriptionsResponse"),
    Operation(
        "POST",
        "/2/activity/subscriptions",
        "CreateActivitySubscriptionRequest",
        "CreateActivitySubscriptionResponse",
    ),
)
