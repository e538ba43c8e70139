namespace LearningStudio.HostApi.Reading;

/// <summary>What goes on in a forum: users who posted within the online window, posts of seven days.</summary>
internal sealed record ForumActivity(int OnlineUsers, int WeeklyPosts, bool IsTrending);
