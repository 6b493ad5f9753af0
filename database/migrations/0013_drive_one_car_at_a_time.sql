-- A drive may start before its slot or come back late: whatever was booked, a car is out once, and so is an escort.
create unique index test_drives_car_out on app.test_drives (dealer_id, vehicle_id) where state = 'started';
create unique index test_drives_escort_out on app.test_drives (dealer_id, escort_id) where state = 'started';
