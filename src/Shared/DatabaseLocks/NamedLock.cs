using System.Security.Cryptography;
using System.Text;

namespace LearningStudio.DatabaseLocks;

/// <summary>A lock that all processes of the machine share by its name. Released by the thread that took it.</summary>
internal sealed class NamedLock : IDisposable
{
    private readonly Mutex _mutex;

    private NamedLock(Mutex mutex) => _mutex = mutex;

    public static NamedLock Enter(string name)
    {
        string hash = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(name)));
        var mutex = new Mutex(initiallyOwned: false, $"learningstudio-{hash}");
        try
        {
            mutex.WaitOne();
        }
        catch (AbandonedMutexException)
        {
            // Its owner died in the migration, which rolled back; the lock is ours.
        }

        return new NamedLock(mutex);
    }

    public void Dispose()
    {
        _mutex.ReleaseMutex();
        _mutex.Dispose();
    }
}
