using LearningStudio.Repositories.Reading;
using Microsoft.AspNetCore.Authorization;

namespace LearningStudio.HostApi.Identity;

/// <summary>Lets in who has an active account and at least a role.</summary>
internal sealed record RoleRequirement(AccountRole MinRole) : IAuthorizationRequirement;
